import type { IntegrationDetailsQuery, IntegrationType } from '../../../documents/generated.js';

export type IntegrationDetails = NonNullable<IntegrationDetailsQuery['integration']>;

/** What a person fills in. */
export interface FormValues {
  readonly name: string;
  readonly type: IntegrationType;
  readonly teamIds: readonly string[];
  /** JSON, as typed. */
  readonly settings: string;
  /** To set, by name; null removes one. Never what is set already: nobody can read that. */
  readonly secrets: Readonly<Record<string, string | null>>;
}

export const EMPTY_VALUES: FormValues = {
  name: '',
  type: 'WEBHOOK',
  teamIds: [],
  settings: '{}',
  secrets: {},
};

export function valuesOf({ name, type, teams, settings }: IntegrationDetails): FormValues {
  return {
    name,
    type,
    teamIds: teams?.map(({ id }) => id) ?? [],
    settings: JSON.stringify(settings ?? {}, null, 2),
    secrets: {},
  };
}

/** The settings as an object, or what is wrong with the text. */
export type ParsedSettings =
  { readonly settings: Readonly<Record<string, unknown>> } | { readonly mistake: string };

export function parseSettings(text: string): ParsedSettings {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { settings: value as Readonly<Record<string, unknown>> };
    }
    return { mistake: 'Settings are an object: { "name": "value" }.' };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : 'This is not JSON.' };
  }
}

/** A refusal of the API, at the field that it is about; under '' where it is about none that is shown. */
export function mistakesByField(
  userErrors: readonly { readonly field: readonly string[]; readonly message: string }[],
): ReadonlyMap<string, string> {
  const fields = new Set(['name', 'type', 'teamIds', 'settings', 'secrets']);
  return new Map(
    userErrors.map(({ field, message }) => [field.find((part) => fields.has(part)) ?? '', message] as const),
  );
}
