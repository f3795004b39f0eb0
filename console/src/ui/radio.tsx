import type { ReactElement, ReactNode } from 'react';
import { RadioButton, RadioField } from 'react-aria-components/RadioGroup';

interface RadioProps {
  value: string;
  className: string;
  /** Where an icon alone is shown. */
  label?: string;
  children: ReactNode;
}

/** One choice of a radio group. */
export function Radio({ value, className, label, children }: RadioProps): ReactElement {
  return (
    <RadioField value={value} {...(label !== undefined && { 'aria-label': label })}>
      <RadioButton className={className}>{children}</RadioButton>
    </RadioField>
  );
}
