import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { ReactElement } from 'react';
import './fields.css';

interface Choice {
  readonly id: string;
  readonly name: string;
}

interface SelectProps {
  label: string;
  /** Hides the label where the place says enough; a screen reader hears it. */
  isLabelHidden?: boolean;
  choices: readonly Choice[];
  value: string;
  onChange: (id: string) => void;
}

/** One of a few. The browser's own, which every device already makes easy, and which costs the first page nothing. */
export function Select({
  label,
  isLabelHidden = false,
  choices,
  value,
  onChange,
}: SelectProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      <div className="select">
        <select
          id={id}
          className="input"
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </select>
        <ChevronDown className="icon" aria-hidden />
      </div>
    </div>
  );
}
