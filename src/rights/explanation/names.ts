import type { Snapshot } from '../../datastore/contract/datastore.js';
import type { DirectoryKind, DirectoryRef, IntegrationRecord } from '../../datastore/contract/records.js';
import type { Decision, Evidence, Remedy } from '../../decision/decision.js';
import type { Principal } from '../../decision/facts.js';

/** Names of what decisions mention, for labels and sentences. What has no name any more goes by its id. */
export class Names {
  private constructor(private readonly byRef: ReadonlyMap<string, string>) {}

  /** Reads the names of everything the decisions mention: one command. */
  static async of(
    snapshot: Snapshot,
    decisions: readonly Decision[],
    integrations: readonly IntegrationRecord[],
  ): Promise<Names> {
    const { account } = snapshot;
    const refs = [
      ...decisions.flatMap(directoryRefs),
      { kind: 'GROUP', id: account.administratorsGroupId } as const,
      { kind: 'TEAM', id: account.rootTeamId } as const,
    ];
    const records = await snapshot.directory(refs);
    return new Names(
      new Map([
        ...records.map(({ kind, id, name }) => [keyOf(kind, id), name] as const),
        ...integrations.map(({ id, name }) => [keyOf('INTEGRATION', id), name] as const),
      ]),
    );
  }

  user(id: string): string {
    return this.nameOf('USER', id);
  }

  group(id: string): string {
    return this.nameOf('GROUP', id);
  }

  team(id: string): string {
    return this.nameOf('TEAM', id);
  }

  integration(id: string): string {
    return this.nameOf('INTEGRATION', id);
  }

  principal({ type, id }: Principal): string {
    return type === 'USER' ? this.user(id) : `group ${this.group(id)}`;
  }

  private nameOf(kind: DirectoryKind | 'INTEGRATION', id: string): string {
    return this.byRef.get(keyOf(kind, id)) ?? id;
  }
}

function keyOf(kind: DirectoryKind | 'INTEGRATION', id: string): string {
  return `${kind}|${id}`;
}

function directoryRefs({ layers, remedies }: Decision): DirectoryRef[] {
  return [
    ...layers.flatMap(({ evidence }) => evidence.flatMap(refsOfEvidence)),
    ...remedies.flatMap(refsOfRemedy),
  ];
}

function refsOfEvidence(evidence: Evidence): DirectoryRef[] {
  switch (evidence.kind) {
    case 'GROUP':
      return [{ kind: 'GROUP', id: evidence.groupId }];
    case 'MEMBERSHIP':
      return [{ kind: 'TEAM', id: evidence.membership.teamId }];
    case 'PERMISSION': {
      const { type, id } = evidence.permission.principal;
      return [{ kind: type, id }];
    }
    case 'SETTING':
    case 'INTEGRATION':
      return [];
  }
}

function refsOfRemedy(remedy: Remedy): DirectoryRef[] {
  switch (remedy.kind) {
    case 'ASSIGN_ROLE':
    case 'ADD_TO_TEAM':
      return remedy.teamId === null ? [] : [{ kind: 'TEAM', id: remedy.teamId }];
    case 'ACTIVATE_USER':
    case 'MAKE_ADMINISTRATOR':
    case 'GRANT':
      return [];
  }
}
