import { Check, FileKey2, Minus, Plug, Settings2, UserRound, UsersRound, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExplainedDecisionFragment } from '../../documents/generated.js';
import { Badge } from '../../ui/badge.js';

type LayerVerdict = ExplainedDecisionFragment['layers'][number];

const LAYERS: Readonly<Record<LayerVerdict['layer'], string>> = {
  ACCOUNT: 'Account',
  ROLE: 'Role',
  TEAM_SCOPE: 'Team scope',
  PERMISSION_SET: 'Permission set',
  DELEGATION: 'Delegation',
};

const VERDICTS: Readonly<Record<LayerVerdict['verdict'], { name: string; icon: LucideIcon }>> = {
  PASS: { name: 'Passed', icon: Check },
  FAIL: { name: 'Refused', icon: X },
  SKIPPED: { name: 'Not asked', icon: Minus },
};

const EVIDENCE: Readonly<Record<LayerVerdict['evidence'][number]['kind'], LucideIcon>> = {
  SETTING: Settings2,
  GROUP: UsersRound,
  MEMBERSHIP: UserRound,
  PERMISSION: FileKey2,
  INTEGRATION: Plug,
};

/** The layers as a path, in the order in which they are asked, with what each found and where it ended. */
export function DecisionPath({
  decision: { layers, decidedBy, allowed },
}: {
  decision: ExplainedDecisionFragment;
}): ReactElement {
  return (
    <ol className="path" aria-label="Layers of the decision">
      {layers.map((layer) => (
        <PathStep
          key={layer.layer}
          step={layer}
          ending={layer.layer === decidedBy ? endingOf(allowed) : null}
        />
      ))}
    </ol>
  );
}

function endingOf(allowed: boolean): string {
  return allowed ? 'Decided here' : 'Stopped here';
}

/** @param ending what is said of the layer that decided */
function PathStep({ step, ending }: { step: LayerVerdict; ending: string | null }): ReactElement {
  const { name, icon: Icon } = VERDICTS[step.verdict];
  return (
    <li className={`step step-${step.verdict.toLowerCase()}${ending === null ? '' : ' step-decided'}`}>
      <span className="step-mark" aria-hidden>
        <Icon className="icon" />
      </span>
      <div className="step-text">
        <h3>
          {LAYERS[step.layer]}
          <span className="step-verdict">{name}</span>
          {ending !== null && <Badge tone={step.verdict === 'FAIL' ? 'bad' : 'good'}>{ending}</Badge>}
        </h3>
        <p>{step.explanation}</p>
        {step.evidence.length > 0 && (
          <ul className="evidence" aria-label="Evidence">
            {step.evidence.map(({ kind, subjectId, label }) => {
              const EvidenceIcon = EVIDENCE[kind];
              return (
                <li key={`${kind} ${subjectId} ${label}`}>
                  <EvidenceIcon className="icon" aria-hidden />
                  {label}
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </li>
  );
}
