import { setImmediate } from 'node:timers/promises';
import type { BuiltIns } from '../accounts/standard-records.js';
import type { Datastore } from '../datastore/contract/datastore.js';
import { AccountExistsError } from '../datastore/contract/errors.js';
import type { AccountState, NewAuditEvent } from '../datastore/contract/records.js';
import type { SecretSealer } from '../secrets/sealer.js';
import { DocumentReader } from './document/document-reader.js';
import { readDocument } from './document/read-document.js';
import type { DocumentSource } from './document/read-document.js';
import { MistakeList } from './mistakes.js';
import type { ImportProgress, ImportSummary } from './progress.js';
import type { AccountRow } from './rows/row-schemas.js';
import { hasActiveAdministrator } from './staging/administrators.js';
import { checkStagedRows } from './staging/checks.js';
import { Scratch } from '../scratch/scratch.js';
import { storedSecrets } from './staging/kept-secrets.js';
import { StagedDocument } from './staging/stage-document.js';
import { StagedRows } from './staging/staged-rows.js';
import { CREATE_INDEXES, CREATE_TABLES } from './staging/staged-tables.js';
import { addStandardRows } from './staging/standard-rows.js';
import { writeAccount } from './write-account.js';

export interface ImportOptions {
  readonly datastore: Pick<Datastore, 'openSnapshot' | 'beginImport'>;
  /** The file in the import format, in pieces of any size; a Readable is one. */
  readonly source: DocumentSource;
  /** Whether an account that exists is replaced, whole; otherwise it is refused. */
  readonly replace: boolean;
  /** Whether secrets are dropped of integrations whose row says nothing of secrets; kept otherwise. */
  readonly dropSecrets?: boolean;
  /** Absent: a file with secrets is refused. */
  readonly sealer?: SecretSealer | undefined;
  readonly now: () => number;
  /** Ids of the audit event and of the request it names; later ones are greater. */
  readonly newId: () => string;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Ends the import, as long as it is not being committed; nothing of it stays. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports one account from a file: all of it or nothing, in bounded memory whatever its size. The rows are staged in a
 * scratch file first, since they may refer to each other in any order; only a file without a mistake reaches the
 * datastore, and only a complete account becomes visible.
 *
 * @throws ImportRejectedError with every mistake of the file and its place in it.
 * @throws AccountExistsError when the account exists and is not to be replaced.
 */
export async function importAccount(options: ImportOptions): Promise<ImportSummary> {
  const scratch = new Scratch();
  try {
    const { account, sha256 } = await stageFile(scratch, options);
    const secrets = await secretsOfPresent(scratch, { ...options, account });
    const summary = await storeAccount(new StagedRows(scratch), { ...options, account, sha256 });
    return { ...summary, secrets, hasActiveAdministrator: hasActiveAdministrator(scratch) };
  } finally {
    scratch.close();
  }
}

interface StagedFile {
  readonly account: AccountState;
  readonly sha256: string;
}

/** Reads and checks the whole file. What it leaves out of what every account has is staged with it. */
async function stageFile(scratch: Scratch, options: ImportOptions): Promise<StagedFile> {
  const { sealer, now, source, signal, onProgress } = options;
  const mistakes = new MistakeList();
  const importedAt = now();
  scratch.begin(CREATE_TABLES);
  const document = new StagedDocument({ scratch, mistakes, sealer, importedAt });
  const refusal = new EarlyRefusal(options);
  const reader = new DocumentReader(document, mistakes);
  const onBytes = async (bytes: number) => {
    signal?.throwIfAborted();
    onProgress?.({ step: 'READING', bytes });
    await refusal.check(document.accountRow);
  };
  const sha256 = await readDocument(source, { reader, mistakes, onBytes });
  if (!reader.isComplete) mistakes.throwIfAny();
  onProgress?.({ step: 'CHECKING' });
  document.end();
  const pause = async () => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  for (const statement of CREATE_INDEXES) {
    scratch.run(statement);
    await pause();
  }
  const builtIns = addStandardRows(scratch, mistakes, importedAt);
  await checkStagedRows(scratch, mistakes, pause);
  mistakes.throwIfAny();
  return { account: accountState(document.accountRow, builtIns), sha256 };
}

/** Refuses an account that exists as soon as the file names it, before the long work. */
class EarlyRefusal {
  #isChecked = false;

  constructor(private readonly options: Pick<ImportOptions, 'datastore' | 'replace'>) {}

  async check(account: AccountRow | undefined): Promise<void> {
    if (account === undefined || this.#isChecked || this.options.replace) return;
    this.#isChecked = true;
    const snapshot = await this.options.datastore.openSnapshot(account.id);
    if (snapshot === undefined) return;
    await snapshot.close();
    throw new AccountExistsError(account.id);
  }
}

/** Carries the secrets of the account to be replaced over into the staged rows, unless they are to be dropped. */
async function secretsOfPresent(
  scratch: Scratch,
  {
    datastore,
    account,
    replace,
    dropSecrets = false,
    signal,
    sealer,
  }: ImportOptions & Pick<StagedFile, 'account'>,
): Promise<ImportSummary['secrets']> {
  const present = replace ? await datastore.openSnapshot(account.id) : undefined;
  if (present === undefined) return { kept: 0, dropped: 0 };
  try {
    const pause = () => Promise.resolve(signal?.throwIfAborted());
    const found = await storedSecrets(scratch, present, { keep: !dropSecrets, sealer, pause });
    return dropSecrets ? { kept: 0, dropped: found } : { kept: found, dropped: 0 };
  } finally {
    await present.close();
  }
}

type StoredAccount = Omit<ImportSummary, 'secrets' | 'hasActiveAdministrator'>;

function accountState(row: AccountRow | undefined, builtIns: BuiltIns): AccountState {
  if (row === undefined) throw new Error('A file without mistakes has an account');
  return { ...row, ...builtIns };
}

async function storeAccount(rows: StagedRows, options: ImportOptions & StagedFile): Promise<StoredAccount> {
  const { account, datastore, replace, onProgress, signal, sha256 } = options;
  const counts = rows.counts();
  const totalRows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const target = await datastore.beginImport(account.id, { replace });
  try {
    await writeAccount(target, { rows, totalRows, onProgress: (progress) => onProgress?.(progress), signal });
    signal?.throwIfAborted();
  } catch (error) {
    // The first error is the one to tell. What cannot be removed now, the next import removes.
    await target.discard().catch(() => undefined);
    throw error;
  }
  // Never discarded from here on: when the answer is lost, the account may be the new one already.
  const revision = await target.commit(account, importedEvent(options, { counts, sha256 }));
  return { accountId: account.id, counts, revision, sha256 };
}

function importedEvent(
  { newId, now, account }: ImportOptions & StagedFile,
  after: { readonly counts: ImportSummary['counts']; readonly sha256: string },
): NewAuditEvent {
  return {
    id: newId(),
    at: now(),
    actorId: null,
    actorName: null,
    kind: 'ACCOUNT_IMPORTED',
    target: { kind: 'ACCOUNT', subjectId: account.id, name: account.name },
    rbacId: null,
    accessTokenId: null,
    before: null,
    after: { counts: { ...after.counts }, sha256: after.sha256 },
    reason: null,
    requestId: newId(),
  };
}
