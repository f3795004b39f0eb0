import { userInfo } from 'node:os';

/** The operating system's name of who runs the process; in a container that may be a number without a name. */
export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
