export const WARNING_CODES = [
  'INERT_CREATE',
  'CAPPED_BY_ROLE',
  'OUTSIDE_TEAM_SCOPE',
  'REDUNDANT_ADMINISTRATOR',
  'ALREADY_COVERED',
  'INACTIVE_PRINCIPAL',
  'NO_EFFECT',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Something that whoever makes a change may not have meant. Never blocks. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}
