import { isUtf8 } from 'node:buffer';
import { v7 as uuid } from 'uuid';
import { ConfigurationError } from '../config/configuration-error.js';
import type { ServeSettings } from '../config/settings.js';
import type { Datastore } from '../datastore/contract/datastore.js';
import type { TrustedDocuments } from '../graphql/document/trusted/trusted-documents.js';
import { UnreadableFileError } from './errors.js';
import { openSourceFile } from './source-file.js';

const VARIABLE = 'LATCHKEY_TRUSTED_DOCUMENTS';
/** More than any application has; what is larger is some other file. */
const MAX_FILE_BYTES = 16 * 1_048_576;
/** Of a long list with one mistake in its making, each entry has it. */
const MOST_MISTAKES_SHOWN = 20;

/**
 * The documents that the environment names a file of; undefined when it names none. They are read once: what becomes of
 * the file later counts when the gateway is started again. The datastore is not asked, and need not be open.
 * @throws ConfigurationError with what is wrong with the file, or with the documents in it.
 */
export async function readTrustedDocuments(
  settings: ServeSettings,
  datastore: Datastore,
): Promise<TrustedDocuments | undefined> {
  const { trustedDocumentsFile, exemptsAdministrators, limits, explorer: introspection } = settings;
  if (trustedDocumentsFile === undefined) return undefined;
  const text = await textOf(trustedDocumentsFile);
  // The gateway's libraries, which the other commands need not wait for.
  const { buildGuardedSchema } = await import('../graphql/schema.js');
  const { TrustedDocuments } = await import('../graphql/document/trusted/trusted-documents.js');
  const { TrustedDocumentsError } = await import('../graphql/document/trusted/errors.js');
  const schema = buildGuardedSchema({ datastore, sealer: undefined, now: Date.now, newId: () => uuid() });
  try {
    return TrustedDocuments.read(text, { schema, limits, introspection, exemptsAdministrators });
  } catch (error) {
    if (error instanceof TrustedDocumentsError) throw mistaken(error.mistakes);
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const { bytes } = await openSourceFile(file);
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) throw mistaken([`names a file of more than ${MAX_FILE_BYTES} bytes.`]);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) {
      throw mistaken([`names a file that cannot be read: ${error.reason}.`], error);
    }
    throw error;
  }
  const all = Buffer.concat(chunks);
  if (!isUtf8(all)) throw mistaken(['names a file that is no text in UTF-8.']);
  return all.toString();
}

function mistaken(messages: readonly string[], cause?: Error): ConfigurationError {
  const shown = messages.slice(0, MOST_MISTAKES_SHOWN);
  if (messages.length > shown.length) shown.push(`and ${messages.length - shown.length} more mistakes.`);
  return new ConfigurationError(
    shown.map((message) => ({ variable: VARIABLE, message })),
    { cause },
  );
}
