import { Check, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExplainedDecisionFragment } from '../../documents/generated.js';
import { ACTION_WORDS } from '../../ui/words.js';

interface VerdictProps {
  decision: ExplainedDecisionFragment;
  user: { readonly name: string };
  isSelf: boolean;
  target: string;
}

/** The answer in one sentence. */
export function Verdict({ decision: { allowed, action }, user, isSelf, target }: VerdictProps): ReactElement {
  const Icon = allowed ? Check : X;
  const object = action === 'CREATE' ? '' : ` ${target}`;
  return (
    <div className={`verdict ${allowed ? 'verdict-allowed' : 'verdict-denied'}`}>
      <span className="verdict-icon">
        <Icon className="icon" aria-hidden />
      </span>
      <h2 id="verdict">
        {isSelf ? 'You' : user.name} may {allowed ? '' : 'not '}
        {ACTION_WORDS[action]}
        {object}
      </h2>
    </div>
  );
}
