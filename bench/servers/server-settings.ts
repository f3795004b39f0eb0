import type { RightsById } from './list-world.js';

export type Store =
  { readonly kind: 'SQLITE'; readonly file: string } | { readonly kind: 'MONGODB'; readonly uri: string };

/** What a server process is told when it starts. */
export interface ServerSettings {
  readonly store: Store;
  /** Signs the tokens of the viewers. */
  readonly secret: string;
  readonly rights: RightsById;
  readonly keepsFacts: boolean;
  /** Planted: for each second of work so many seconds are wasted. */
  readonly slowdown: number;
  /** What a server with a constant answers. */
  readonly constant: string;
}

export type ServerName = 'gateway' | 'unchecked-gateway' | 'stock-apollo' | 'mercurius' | 'bare';

/** Questions to a server process, and what it answers. */
export type ServerQuestion =
  | { readonly kind: 'START'; readonly settings: ServerSettings }
  | { readonly kind: 'CPU' }
  | { readonly kind: 'MEMORY' }
  | { readonly kind: 'COMMANDS' }
  | { readonly kind: 'LONGEST_TURN' }
  /** From now on the memory after each collection is noted. */
  | { readonly kind: 'WATCH_MEMORY' }
  | { readonly kind: 'PEAK' }
  | { readonly kind: 'PROMISES'; readonly body: string; readonly token: string };

export type ServerAnswer =
  | { readonly kind: 'READY'; readonly url: string }
  /** Seconds since the process began, its own and the kernel's for it. */
  | { readonly kind: 'CPU'; readonly seconds: number }
  /** Bytes of the heap in use, after two collections. */
  | { readonly kind: 'MEMORY'; readonly bytes: number }
  /** Seconds of processor time of the longest turn of the event loop since the question before. */
  | { readonly kind: 'LONGEST_TURN'; readonly seconds: number }
  | { readonly kind: 'WATCHING' }
  /** The most bytes that were in use after any collection since then; none where there was no collection. */
  | { readonly kind: 'PEAK'; readonly bytes: number | undefined }
  | { readonly kind: 'PROMISES'; readonly count: number }
  /** Commands sent to the datastore since the start. */
  | { readonly kind: 'COMMANDS'; readonly count: number }
  | { readonly kind: 'FAILED'; readonly message: string };
