import { Search, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import './fields.css';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** A field to search in a list, whose label is its placeholder as well. */
export function SearchField({ label, value, onChange }: SearchFieldProps): ReactElement {
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} maxLength={100} className="search">
      <Search className="icon" aria-hidden />
      <Input placeholder={label} className="input" />
      <Button className="search-clear" aria-label="Clear the search">
        <X className="icon" aria-hidden />
      </Button>
    </AriaSearchField>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  description?: ReactNode;
  /** What the API or the form says is wrong with it. */
  mistake?: string | null;
  isRequired?: boolean;
  isMultiline?: boolean;
  isCode?: boolean;
  type?: 'text' | 'password';
}

/** A line of text, or several. */
export function TextField({
  label,
  value,
  onChange,
  description,
  mistake = null,
  isRequired = false,
  isMultiline = false,
  isCode = false,
  type = 'text',
}: TextFieldProps): ReactElement {
  const className = `input${isCode ? ' mono' : ''}`;
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={mistake !== null}
      isRequired={isRequired}
      type={type}
      validationBehavior="aria"
      autoComplete="off"
      {...(isCode && { spellCheck: 'false' })}
    >
      <Label>{label}</Label>
      {isMultiline ? (
        <TextArea className={className} rows={isCode ? 8 : 2} />
      ) : (
        <Input className={className} />
      )}
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <FieldError className="field-mistake">{mistake}</FieldError>
    </AriaTextField>
  );
}
