/** Expected refusals of a change, in the order in which they answer when several apply. */
export const USER_ERROR_CODES = [
  'ID_TAKEN',
  'USER_NAME_TAKEN',
  'PRINCIPAL_NOT_FOUND',
  'USER_NOT_FOUND',
  'GROUP_NOT_FOUND',
  'PERMISSION_SET_NOT_FOUND',
  'TEAM_NOT_FOUND',
  'TEAM_NOT_ALLOWED',
  'ROLE_NOT_ALLOWED',
  'BUILT_IN',
  'SYSTEM_INTEGRATION',
  'LIMIT_EXCEEDED',
  'CONFLICT',
  'LAST_OWNER',
  'LAST_ADMINISTRATOR',
  'SELF_LOCKOUT',
] as const;
export type UserErrorCode = (typeof USER_ERROR_CODES)[number];

/** A refusal with the input it is about; whenever there is one, nothing was changed. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  /** The path to the input, for example `input`, `add`, `0`, `principal`. */
  readonly field: readonly string[];
}

/** The errors that answer: those of the first code that applies. */
export function firstErrors(errors: readonly UserError[]): readonly UserError[] {
  const code = USER_ERROR_CODES.find((each) => errors.some((error) => error.code === each));
  return errors.filter((error) => error.code === code);
}
