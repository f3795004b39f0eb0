import { fold } from '../../datastore/contract/sort-keys.js';
import { isId } from '../../decision/id.js';
import type { DocumentVisitor, Section } from '../document/document-reader.js';
import type { MistakeList, Place } from '../mistakes.js';
import { kindOf } from '../rows/kind-of.js';
import { readAccountRow, readRow } from '../rows/read-row.js';
import type { ReadRow } from '../rows/read-row.js';
import { groupRecord, integrationIdOf, integrationRecord, teamRecord, userRecord } from '../rows/records.js';
import type { AccountRow } from '../rows/row-schemas.js';
import { checkIntegration, checkUser } from '../rows/row-rules.js';
import { sealSecrets } from '../rows/seal-secrets.js';
import { ID_EXPECTATION } from '../rows/values.js';
import type { SecretSealer } from '../../secrets/sealer.js';
import type { Scratch, ScratchValue } from '../../scratch/scratch.js';

export interface StagingOptions {
  readonly scratch: Scratch;
  readonly mistakes: MistakeList;
  readonly sealer: SecretSealer | undefined;
  /** What a time left out is. */
  readonly importedAt: number;
}

const INSERT = {
  teams: 'insert into teams values (?, ?, ?, ?)',
  users: 'insert into users values (?, ?, ?, ?, ?)',
  groups: 'insert into groups values (?, ?, ?, ?)',
  members: 'insert into members values (?, ?, ?)',
  integrations: 'insert into integrations values (?, ?, ?, ?, ?, ?, ?)',
  permissions: 'insert into permissions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
} as const;

/** Where one row stands in the file and what was read of it. */
interface Staged<S extends Section> extends ReadRow<S> {
  readonly position: number;
  readonly place: Place;
  readonly mistakes: MistakeList;
}

/** Puts the rows of a document into scratch tables, so that they can refer to each other in any order. */
export class StagedDocument implements DocumentVisitor {
  /** Undefined until it was read, or when it has mistakes. */
  accountRow: AccountRow | undefined;
  #hasAccount = false;

  constructor(private readonly options: StagingOptions) {}

  /** To be called when the document was read to its end. */
  end(): void {
    if (!this.#hasAccount) this.options.mistakes.add('account', 'is missing; must be an object');
  }

  account(value: unknown): void {
    this.#hasAccount = true;
    this.accountRow = readAccountRow(value, this.options.mistakes);
  }

  member(group: number, place: number, value: unknown): void {
    if (typeof value === 'string' && isId(value)) {
      this.options.scratch.run(INSERT.members, [group, place, value]);
    } else {
      const found = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : kindOf(value);
      this.options.mistakes.add(['groups', group, 'memberIds', place], `is ${found}; ${ID_EXPECTATION}`);
    }
  }

  row(section: Section, position: number, value: unknown): void {
    const { importedAt } = this.options;
    switch (section) {
      case 'teams':
        this.#insert(section, teamValues(this.#read(section, position, value), importedAt));
        return;
      case 'users':
        this.#insert(section, userValues(this.#read(section, position, value), importedAt));
        return;
      case 'groups':
        this.#insert(section, groupValues(this.#read(section, position, value), importedAt));
        return;
      case 'integrations':
        this.#insert(section, this.#integrationValues(this.#read(section, position, value)));
        return;
      case 'permissions':
        this.#insert(section, this.#permissionValues(this.#read(section, position, value)));
        return;
    }
  }

  #read<S extends Section>(section: S, position: number, value: unknown): Staged<S> {
    const at = { place: [section, position], mistakes: this.options.mistakes };
    return { ...readRow(section, value, at), ...at, position };
  }

  #insert(section: Section, values: readonly ScratchValue[]): void {
    this.options.scratch.run(INSERT[section], values);
  }

  #integrationValues(staged: Staged<'integrations'>): ScratchValue[] {
    const { position, outline, row } = staged;
    checkIntegration(outline, staged);
    const { sealer, importedAt } = this.options;
    const record =
      row &&
      integrationRecord(row, {
        secrets: sealSecrets(row, staged, { sealer, setAt: importedAt }),
        importedAt,
      });
    return [
      position,
      outline.id ?? null,
      asInteger(outline.system),
      JSON.stringify(outline.teamIds),
      outline.createdById ?? null,
      asText(record),
      Number(row?.secrets !== undefined || row?.sealedSecrets !== undefined),
    ];
  }

  #permissionValues({ position, outline, row }: Staged<'permissions'>): ScratchValue[] {
    const grantedAt = row?.grantedAt;
    return [
      position,
      outline.id ?? null,
      outline.rbacId ?? null,
      integrationIdOf(outline.rbacId),
      outline.principal.type ?? null,
      outline.principal.id ?? null,
      outline.permissionSetId ?? null,
      outline.source ?? null,
      row?.grantedBy ?? null,
      grantedAt === undefined ? this.options.importedAt : Date.parse(grantedAt),
      row?.reason ?? null,
    ];
  }
}

function teamValues({ position, outline, row }: Staged<'teams'>, importedAt: number): ScratchValue[] {
  return [position, outline.id ?? null, asInteger(outline.root), asText(row && teamRecord(row, importedAt))];
}

function userValues(staged: Staged<'users'>, importedAt: number): ScratchValue[] {
  const { position, outline, row } = staged;
  checkUser(outline, staged);
  return [
    position,
    outline.id ?? null,
    typeof outline.userName === 'string' ? fold(outline.userName) : null,
    JSON.stringify(outline.memberships),
    asText(row && userRecord(row, importedAt)),
  ];
}

function groupValues({ position, outline, row }: Staged<'groups'>, importedAt: number): ScratchValue[] {
  return [position, outline.id ?? null, outline.builtIn ?? null, asText(row && groupRecord(row, importedAt))];
}

function asInteger(flag: boolean | null | undefined): number | null {
  return typeof flag === 'boolean' ? Number(flag) : null;
}

function asText(record: object | undefined): string | null {
  return record === undefined ? null : JSON.stringify(record);
}
