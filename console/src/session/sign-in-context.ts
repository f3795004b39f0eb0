import { createContext } from 'react';

/** Goes on as the person whose token is given. */
export const SignInContext = createContext<(token: string) => void>(() => undefined);
