import { z } from 'zod';
import { endOfString } from '../../../json/parse-json.js';
import { sha256Of } from '../sha256.js';
import { TrustedDocumentsError } from './errors.js';

export interface ListedDocument {
  /** Under which it is listed, as it may be shown. */
  readonly key: string;
  readonly document: string;
}

export interface DocumentList {
  readonly listed: readonly ListedDocument[];
  /** Each after the key that it is about. */
  readonly mistakes: string[];
}

/** As Apollo's generator writes them; what else it tells of an operation stands in the document as well. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.unknown() })),
});

const BYTE_ORDER_MARK = '\uFEFF';
const LONGEST_SHOWN_KEY = 80;
const KEY = /^(?:sha256:)?([0-9a-f]{64})$/;

const NO_LIST =
  "names a file that holds no list of documents. Give JSON: an object of documents by their SHA-256, or the manifest of Apollo's generator";
const OTHER_MANIFEST =
  'names a file of another format. A manifest has "format": "apollo-persisted-query-manifest", "version": 1 and "operations", each with "id" and "body"';
const RIGHT =
  'Give the SHA-256 of the document, in 64 hex digits of lower case, with or without sha256: before it';

/** What generators use unless they are told otherwise, by the number of digits of what they write. */
const OTHER_HASHES: ReadonlyMap<number, string> = new Map([
  [32, ', and not MD5 (Relay: "algorithm": "SHA256" in persistConfig)'],
  [40, ", and not SHA-1 (GraphQL Code Generator: hashAlgorithm: 'sha256' in persistedDocuments)"],
]);

/**
 * Takes what can be taken, and says what is wrong with the rest. Whether a document can run is not looked at.
 * @throws TrustedDocumentsError when nothing can be taken.
 */
export function readDocumentList(text: string): DocumentList {
  const listed: ListedDocument[] = [];
  const mistakes: string[] = [];
  const hashes = new Set<string>();
  for (const [key, document] of entriesOf(text)) {
    const shown = JSON.stringify(key.slice(0, LONGEST_SHOWN_KEY));
    const mistake = mistakeIn([key, document], hashes);
    if (mistake !== undefined) mistakes.push(`at ${shown}: ${mistake}`);
    else if (typeof document === 'string') listed.push({ key: shown, document });
  }
  return { listed, mistakes };
}

type Entry = readonly [key: string, document: unknown];

/** @param hashes of the entries before; that of this one is added */
function mistakeIn([key, document]: Entry, hashes: Set<string>): string | undefined {
  const hash = KEY.exec(key)?.[1];
  if (hash === undefined) return `is no key. ${RIGHT}${OTHER_HASHES.get(key.length) ?? ''}`;
  if (hashes.has(hash)) return 'is there twice. Leave one of the two out';
  hashes.add(hash);
  if (typeof document !== 'string') return 'holds no text. Give the document as a text';
  return sha256Of(document) === hash ? undefined : `is not the SHA-256 of its document. ${RIGHT}`;
}

function entriesOf(text: string): readonly Entry[] {
  const json = parsed(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  if ('format' in json) {
    const { data } = manifest.safeParse(json);
    if (data !== undefined) return data.operations.map(({ id, body }) => [id, body]);
    throw new TrustedDocumentsError([OTHER_MANIFEST]);
  }
  // As GraphQL Code Generator and Relay's compiler write it: a document by its hash.
  const entries: readonly Entry[] = Object.entries(json);
  return [...entries, ...repeatedEntries(text, entries)];
}

function parsed(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  } catch {
    // Said below.
  }
  throw new TrustedDocumentsError([NO_LIST]);
}

/** Of two entries with one key the parser shows the last. In a flat object of texts every second text is a key. */
function repeatedEntries(text: string, entries: readonly Entry[]): readonly Entry[] {
  if (!entries.every(([, document]) => typeof document === 'string')) return [];
  const seen = new Set<string>();
  const repeated: Entry[] = [];
  for (const key of textsIn(text).filter((_, at) => at % 2 === 0)) {
    if (seen.has(key)) repeated.push([key, '']);
    seen.add(key);
  }
  return repeated;
}

/** Every text of a JSON, in its order. */
function textsIn(json: string): readonly string[] {
  const texts: string[] = [];
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', at)) {
    const end = endOfString(json, at + 1);
    texts.push(String(JSON.parse(json.slice(at, end))));
    at = end;
  }
  return texts;
}
