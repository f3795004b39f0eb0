import { CircleHelp } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../data/use-answer.js';
import { IntegrationHeadDocument, WhyDocument } from '../../documents/generated.js';
import { useSession } from '../../session/session-context.js';
import { Empty } from '../../ui/empty.js';
import { Notice } from '../../ui/notice.js';
import { Page } from '../../ui/page.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Trouble } from '../../ui/trouble.js';
import { ActionChoice } from './action-choice.js';
import { DecisionPath } from './decision-path.js';
import { IntegrationPicker } from './integration-picker.js';
import { PersonPicker } from './person-picker.js';
import { Remedies } from './remedies.js';
import { Verdict } from './verdict.js';
import './why.css';

export const WILDCARD = 'data_providers.*';
const FIRST_ACTION = 'UPDATE';

/** Person, integration, action: the five layers of the decision, and what would change it [C8]. */
export function WhyPage(): ReactElement {
  const { viewer } = useSession();
  const [params, setParams] = useSearchParams();
  const userId = params.get('user') ?? viewer.id;
  const rbacId = params.get('on');
  const set = (changes: Readonly<Record<string, string>>): void => {
    setParams((before) => new URLSearchParams({ ...Object.fromEntries(before), ...changes }), {
      replace: true,
    });
  };
  return (
    <Page title="Why?" lead="Why somebody may or may not do something, layer by layer.">
      <div className="card question">
        <PersonPicker
          userId={userId}
          onPick={(id) => {
            set({ user: id });
          }}
        />
        <IntegrationPicker
          rbacId={rbacId}
          onPick={(id) => {
            set({ on: id });
          }}
        />
      </div>
      {rbacId === null ? (
        <div className="card">
          <Empty icon={CircleHelp} title="Pick an integration">
            <p>Then you see what the person may do to it, and why.</p>
          </Empty>
        </div>
      ) : (
        <Answer
          rbacId={rbacId}
          userId={userId}
          action={params.get('action')}
          onAction={(action) => {
            set({ action });
          }}
        />
      )}
    </Page>
  );
}

interface AnswerProps {
  rbacId: string;
  userId: string;
  action: string | null;
  onAction: (action: string) => void;
}

function Answer({ rbacId, userId, action, onAction }: AnswerProps): ReactElement {
  const { viewer } = useSession();
  const isWildcard = rbacId === WILDCARD;
  const rights = useAnswer(WhyDocument, { rbacId, userId }, { keepsLast: true });
  const head = useAnswer(
    IntegrationHeadDocument,
    { id: rbacId.replace('data_providers.', '') },
    { isWanted: !isWildcard },
  );
  if (rights.error !== null)
    return <Unanswerable error={rights.error} onRetry={() => void rights.refetch()} />;
  if (rights.data === undefined) {
    return (
      <div className="card">
        <Skeleton label="Asking why…" rows={5} />
      </div>
    );
  }
  const { effectiveRights } = rights.data;
  if (effectiveRights === null) {
    return (
      <Notice tone="info" title="There is no answer">
        <p>
          There is no such person or integration, or none that you may see. For whoever may neither see nor
          use an integration, it does not exist.
        </p>
      </Notice>
    );
  }
  const { decisions, user } = effectiveRights;
  const decision =
    decisions.find((one) => one.action === action) ??
    decisions.find((one) => one.action === FIRST_ACTION) ??
    decisions[0];
  if (decision === undefined) return <Notice tone="info" title="There is no answer" />;
  const target = isWildcard ? 'every integration' : (head.data?.integration?.name ?? 'this integration');
  return (
    <>
      <ActionChoice decisions={decisions} action={decision.action} onAction={onAction} />
      <section className="card answer" aria-labelledby="verdict" aria-live="polite">
        <Verdict decision={decision} user={user} isSelf={user.id === viewer.id} target={target} />
        <DecisionPath decision={decision} />
      </section>
      {!decision.allowed && <Remedies decision={decision} user={user} />}
    </>
  );
}

function Unanswerable(props: Parameters<typeof Trouble>[0]): ReactElement {
  if (props.error.code !== 'FORBIDDEN') return <Trouble {...props} />;
  return (
    <Notice tone="info" title="You may not ask this about others">
      <p>
        You may always ask about yourself. About other people ask administrators, and those who may manage the
        permissions of the integration.
      </p>
    </Notice>
  );
}
