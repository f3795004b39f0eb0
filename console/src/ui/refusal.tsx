import type { ReactElement } from 'react';
import type { ApiError } from '../data/api-error.js';
import { ButtonLink } from './button.js';
import { Notice } from './notice.js';
import { whyAddress } from './why-address.js';

interface RefusalProps {
  error: ApiError | null;
  userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** Why a change was not made, in the API's own words; where it was for want of a right, with the way to the explanation. */
export function Refusal({ error, userErrors }: RefusalProps): ReactElement | null {
  if (error === null && userErrors.length === 0) return null;
  const { refused = null, errorId = null } = error ?? {};
  return (
    <Notice
      tone="bad"
      isAlert
      title={
        error?.code === 'OUTCOME_UNKNOWN' ? 'It is not known whether this was changed' : 'Nothing was changed'
      }
      {...(refused !== null && {
        actions: <ButtonLink to={whyAddress(refused)}>Why?</ButtonLink>,
      })}
    >
      {error !== null && <p>{error.message}</p>}
      {errorId !== null && (
        <p>
          Error id <code>{errorId}</code>
        </p>
      )}
      {userErrors.map(({ code, message }) => (
        <p key={`${code} ${message}`}>{message}</p>
      ))}
    </Notice>
  );
}
