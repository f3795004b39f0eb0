import { Check, ChevronDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Collection, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import './fields.css';

export interface ComboChoice {
  readonly id: string;
  readonly name: string;
  /** What tells it from another of the same name. */
  readonly hint?: string;
  readonly icon?: ReactNode;
}

export interface ComboSection {
  readonly id: string;
  readonly name: string;
  readonly choices: readonly ComboChoice[];
}

interface ComboProps {
  label: string;
  placeholder: string;
  sections: readonly ComboSection[];
  /** What was typed; the gateway searches for it. */
  text: string;
  onText: (text: string) => void;
  selected: string | null;
  onSelect: (choice: ComboChoice) => void;
  mistake?: string | null;
  /** The choices are not yet those of the text: none is offered, so that nobody picks one of another text. */
  isLoading: boolean;
}

/** One of many, found by the gateway as one types. */
export function Combo(props: ComboProps): ReactElement {
  const { label, placeholder, sections, text, onText, selected, onSelect, mistake = null, isLoading } = props;
  const filled = isLoading ? [] : sections.filter(({ choices }) => choices.length > 0);
  return (
    <ComboBox
      className="field"
      menuTrigger="focus"
      items={filled}
      inputValue={text}
      onInputChange={onText}
      value={selected}
      isInvalid={mistake !== null}
      validationBehavior="aria"
      allowsEmptyCollection
      allowsCustomValue
      // The gateway has searched already, by its own rules.
      defaultFilter={() => true}
      onChange={(key) => {
        const choice = filled.flatMap(({ choices }) => choices).find(({ id }) => id === key);
        if (choice !== undefined) onSelect(choice);
      }}
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" placeholder={placeholder} maxLength={100} />
        <Button className="combo-open" aria-label={`Show choices for ${label}`}>
          <ChevronDown className="icon" aria-hidden />
        </Button>
      </div>
      <FieldError className="field-mistake">{mistake}</FieldError>
      <Popover className="popover">
        <ListBox
          className="list-box"
          renderEmptyState={() => (
            <p className="list-box-none">{isLoading ? 'Searching…' : 'Nobody and nothing of that name'}</p>
          )}
        >
          {(section: ComboSection) => (
            <ListBoxSection id={section.id} className="list-box-section">
              <Header>{section.name}</Header>
              <Collection items={section.choices}>
                {({ id, name, hint, icon }) => (
                  <ListBoxItem id={id} textValue={name} className="list-box-item">
                    {icon}
                    <span className="list-box-name">
                      {name} {hint !== undefined && <span className="soft">{hint}</span>}
                    </span>
                    <Check className="icon list-box-check" aria-hidden />
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
