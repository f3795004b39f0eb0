import { CircleSlash, CloudOff, RotateCw, SearchX, ServerCrash } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ApiError, Trouble as Kind } from '../data/api-error.js';
import { Button, ButtonLink } from './button.js';
import { whyAddress } from './why-address.js';
import { Empty } from './empty.js';

const SHOWN: Readonly<Record<Kind, { icon: LucideIcon; title: string }>> = {
  UNREACHABLE: { icon: CloudOff, title: 'The gateway cannot be reached' },
  BUSY: { icon: ServerCrash, title: 'The gateway cannot answer now' },
  REFUSED: { icon: CircleSlash, title: 'You may not see this' },
  MISSING: { icon: SearchX, title: 'There is nothing here' },
  FAULT: { icon: ServerCrash, title: 'Something went wrong' },
};

/** In place of what could not be shown: what happened, the id that finds it in the log, and a way on. */
export function Trouble({ error, onRetry }: { error: ApiError; onRetry?: () => void }): ReactElement {
  const { icon, title } = SHOWN[error.trouble];
  return (
    <div role="alert">
      <Empty
        icon={icon}
        title={title}
        actions={
          <>
            {onRetry !== undefined && (
              <Button onPress={onRetry}>
                <RotateCw className="icon" aria-hidden />
                Try again
              </Button>
            )}
            {error.refused !== null && <ButtonLink to={whyAddress(error.refused)}>Why?</ButtonLink>}
          </>
        }
      >
        <p>{error.message}</p>
        {error.errorId !== null && (
          <p>
            Error id <code>{error.errorId}</code>
          </p>
        )}
      </Empty>
    </div>
  );
}
