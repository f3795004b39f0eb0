import type { Connection } from './connection.js';

/** Where rows are read and written: one account, and the generation it points to. */
export interface Scope {
  readonly connection: Connection;
  readonly accountId: string;
  readonly generation: number;
}
