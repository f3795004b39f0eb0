import { createContext } from 'react';

/** What panes inside the editor know of the session that they are a part of. */
export interface SessionOfViewer {
  isAdministrator: boolean;
  /** Signs in with another token, in place of the present one. */
  signIn: (token: string) => void;
}

export const SessionContext = createContext<SessionOfViewer>({
  isAdministrator: false,
  signIn: () => undefined,
});
