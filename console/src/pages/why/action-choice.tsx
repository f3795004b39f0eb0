import { Check, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioGroup } from 'react-aria-components/RadioGroup';
import type { ExplainedDecisionFragment } from '../../documents/generated.js';
import { Radio } from '../../ui/radio.js';
import { ACTION_NAMES } from '../../ui/words.js';

interface ActionChoiceProps {
  decisions: readonly ExplainedDecisionFragment[];
  action: string;
  onAction: (action: string) => void;
}

/** The actions, each with its answer already; one of them is explained. */
export function ActionChoice({ decisions, action, onAction }: ActionChoiceProps): ReactElement {
  return (
    <RadioGroup className="actions" orientation="horizontal" value={action} onChange={onAction}>
      <Label className="visually-hidden">Action</Label>
      {decisions.map(({ action: id, allowed }) => {
        const Icon = allowed ? Check : X;
        return (
          <Radio key={id} value={id} className={`action ${allowed ? 'action-allowed' : 'action-denied'}`}>
            <Icon className="icon" aria-hidden />
            {ACTION_NAMES[id]}
            <span className="visually-hidden">{allowed ? ': allowed' : ': not allowed'}</span>
          </Radio>
        );
      })}
    </RadioGroup>
  );
}
