import type { ChangeAuthor } from '../changes/change-author.js';

const PREFIXES = { USER: 'usr_', GROUP: 'grp_', TEAM: 'team_' } as const;

export interface NewEntry<K extends keyof typeof PREFIXES> {
  readonly kind: K;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly version: number;
}

/** What every new user, group and team has: the id given, or one that is made [A5]. */
export function newEntry<K extends keyof typeof PREFIXES>(
  kind: K,
  { id, name }: { readonly id?: string | undefined; readonly name: string },
  author: ChangeAuthor,
): NewEntry<K> {
  const made = id ?? PREFIXES[kind] + author.newId().replaceAll('-', '');
  return { kind, id: made, name, createdAt: author.at, version: 1 };
}
