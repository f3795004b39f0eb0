import type { ReactElement } from 'react';
import { Notice } from '../../../ui/notice.js';
import { Refusal } from '../../../ui/refusal.js';
import { CONFIRMABLE_WORDS, isConfirmable } from './confirmable.js';
import type { Preview as PreviewResult } from './use-preview.js';

/** What the staged changes would do, before anything is saved. */
export function Preview({ preview: { plan, questions, error } }: { preview: PreviewResult }): ReactElement {
  const refusals = plan?.userErrors.filter(({ code }) => !isConfirmable(code)) ?? [];
  const warnings = [
    ...questions.map((code) => CONFIRMABLE_WORDS[code].meaning),
    ...(plan?.warnings.map(({ message }) => message) ?? []),
  ];
  return (
    <div className="preview" aria-live="polite">
      <Refusal error={error} userErrors={refusals} />
      {warnings.length > 0 && (
        <Notice tone="warn" title="Before you save">
          <ul>
            {warnings.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
