/** Refusals that somebody may be allowed to overrule. */
export type Confirmable = 'LAST_OWNER' | 'SELF_LOCKOUT';

export function isConfirmable(code: string): code is Confirmable {
  return code === 'LAST_OWNER' || code === 'SELF_LOCKOUT';
}

/** What each means for whoever looks at the page. */
export const CONFIRMABLE_WORDS: Readonly<
  Record<Confirmable, { readonly title: string; readonly meaning: string; readonly confirm: string }>
> = {
  LAST_OWNER: {
    title: 'Nobody would hold Owner any more',
    meaning: 'After this change no permission of the set Owner is left on the integration.',
    confirm: 'Save without an Owner',
  },
  SELF_LOCKOUT: {
    title: 'You would lock yourself out',
    meaning:
      'After this change you may no longer manage the permissions here, and cannot take it back yourself.',
    confirm: 'Save and lose the right',
  },
};
