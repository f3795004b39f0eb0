const READING: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'its permissions do not allow it'],
]);

const LISTENING: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'the port is in use. Set LATCHKEY_PORT to another one, or to 0 for any free one'],
  ['EACCES', 'this user may not use the port. Set LATCHKEY_PORT to one above 1023'],
  ['EADDRNOTAVAIL', 'the address is not one of this machine. Set LATCHKEY_HOST'],
  ['ENOTFOUND', 'the address is not one of this machine. Set LATCHKEY_HOST'],
]);

/** A file that somebody named is not there, or may not be read. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly reason: string;

  constructor(file: string, options: ErrorOptions) {
    const reason = explain(READING, options.cause);
    super(`Cannot read ${file}: ${reason}`, options);
    this.reason = reason;
  }
}

/** The gateway cannot listen where it was told to. */
export class CannotListenError extends Error {
  override readonly name = 'CannotListenError';

  constructor(address: { readonly host: string; readonly port: number }, options: ErrorOptions) {
    super(
      `Cannot listen on ${address.host}, port ${address.port}: ${explain(LISTENING, options.cause)}`,
      options,
    );
  }
}

/** Somebody named on the command line is unknown, or may not sign in. */
export class NoSuchUserError extends Error {
  override readonly name = 'NoSuchUserError';
}

/** Some secrets are sealed under keys that were not given; each was named. */
export class UnopenedSecretsError extends Error {
  override readonly name = 'UnopenedSecretsError';

  constructor(count: number) {
    super(`${count} secrets were left as they are, since no key that was given opens them`);
  }
}

/** The process was asked to stop before the command had ended. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor(signal: string) {
    super(`Stopped by ${signal} before it had ended`);
  }
}

/** The code of an error of the operating system, such as `ENOENT`. */
function systemCodeOf(error: unknown): string {
  return textOf(error, 'code');
}

/** Whether the error is one of an address that cannot be listened on. */
export function isListenFailure(error: unknown): boolean {
  return LISTENING.has(systemCodeOf(error));
}

function explain(explanations: ReadonlyMap<string, string>, error: unknown): string {
  return explanations.get(systemCodeOf(error)) ?? textOf(error, 'message');
}

function textOf(error: unknown, property: 'code' | 'message'): string {
  const text: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, property) : '';
  return typeof text === 'string' ? text : '';
}
