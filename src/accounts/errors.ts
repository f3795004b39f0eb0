/** There is no such account, or no such user in it. */
export class NotFoundInAccountsError extends Error {
  override readonly name = 'NotFoundInAccountsError';
}

/** What is asked for does not fit what there is. */
export class NotPossibleError extends Error {
  override readonly name = 'NotPossibleError';
}

/** A value that does not go with the others, or with what is stored. */
export class WrongValueError extends Error {
  override readonly name = 'WrongValueError';
}

export function noAccount(accountId: string): NotFoundInAccountsError {
  return new NotFoundInAccountsError(`There is no account ${accountId}`);
}
