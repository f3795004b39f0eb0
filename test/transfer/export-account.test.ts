import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { AccountNotFoundError, exportAccount } from '../../src/transfer/export-account.js';
import { demoAccountNames, demoAccountText, readDemoAccount } from '../demo/demo-files.js';
import { withSystemIntegration } from '../demo/demo-question.js';
import { bigAccount } from '../support/big-account.js';
import { AWKWARD_SETTINGS, awkwardDocument } from './awkward-account.js';
import { sampleDocument } from './sample-document.js';
import type { Source } from './transfers.js';
import { exportFrom, importInto, withDatastore } from './transfers.js';

/** Every list is longer than a page. */
const BIG = { integrations: 201, permissions: 1_100, users: 2_050, teams: 501, groups: 20, seed: 7 };

function exportOf(source: Source, accountId: string): Promise<string> {
  return withDatastore(async (datastore) => {
    await importInto(datastore, source);
    return exportFrom(datastore, accountId);
  });
}

async function bigDocument(): Promise<Record<string, { readonly id: string }[]>> {
  const pieces: string[] = [];
  for await (const piece of bigAccount(BIG)) pieces.push(piece);
  const document = JSON.parse(pieces.join('')) as Record<string, { readonly id: string }[]>;
  const everybody = { id: 'grp_all', name: 'Everybody', memberIds: document.users?.map(({ id }) => id) };
  document.groups?.push(everybody);
  return document;
}

const byId = (rows: readonly { readonly id: string }[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('an export', () => {
  it.each(demoAccountNames())(
    'gives the same bytes when it is imported and exported again: %s',
    async (name) => {
      const first = await exportOf(demoAccountText(name), name);
      expect(await exportOf(first, name)).toBe(first);
    },
  );

  it('gives the same bytes again when every list has several pages', async () => {
    const first = await exportOf(await bigDocument(), 'big');
    expect(await exportOf(first, 'big')).toBe(first);
    const document = JSON.parse(first) as Record<string, unknown[]>;
    const everybody = document.groups?.find((group) => (group as { id: string }).id === 'grp_all');
    expect(everybody).toHaveProperty('memberIds.length', BIG.users);
    const counts = Object.entries(document).map(([section, rows]) => [section, rows.length]);
    expect(Object.fromEntries(counts.slice(1))).toEqual({
      teams: BIG.teams + 1,
      users: BIG.users,
      groups: BIG.groups + 3,
      integrations: BIG.integrations + 1,
      permissions: BIG.permissions + 1,
    });
  });

  it.each(demoAccountNames())('holds every row of the account as it was imported: %s', async (name) => {
    const imported = withSystemIntegration(readDemoAccount(name));
    const exported = JSON.parse(await exportOf(demoAccountText(name), name)) as typeof imported;
    expect(exported.account).toEqual(imported.account);
    for (const section of ['teams', 'users', 'integrations', 'permissions'] as const) {
      const ids = byId(exported[section]).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(byId(imported[section]).map(({ id }) => id)));
      for (const row of imported[section]) {
        expect(exported[section].find(({ id }) => id === row.id)).toMatchObject(withoutTimes(row));
      }
    }
    for (const { id, memberIds } of imported.groups) {
      const group = exported.groups.find((one) => one.id === id);
      expect(group?.memberIds.toSorted()).toEqual(memberIds.toSorted());
    }
  });

  it('writes one row on a line', async () => {
    const lines = (await exportOf(sampleDocument(), 'acme')).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '{',
      '"account": {"id":"acme","name":"Acme","plan":"ENTERPRISE","permissionSets":"ENFORCED","accessModel":"LAYERED","residualRead":false},',
      '"teams": [',
      '{"id":"team_ops","name":"Operations","root":false,"createdAt":"2026-02-03T04:05:06.789Z","version":1},',
    ]);
    expect(lines).toContain(
      '{"id":"grp_oncall","name":"On call","createdAt":"2026-02-03T04:05:06.789Z","version":1,"memberIds":["usr_ana","usr_cem"]}',
    );
    expect(lines).toContain(
      '{"id":"pol_4","rbacId":"data_providers.int_email","principal":{"type":"USER","id":"usr_cem"},' +
        '"permissionSetId":"c573af70-3f48-488d-a39a-a8ba7a19b526","source":"GRANTED","grantedBy":"usr_who_left",' +
        '"grantedAt":"2025-06-01T10:00:00.000Z","reason":"He keeps the address list"},',
    );
    expect(lines.slice(-3)).toEqual([']', '}', '']);
  });

  it('gives back settings that other programs would lose or change', async () => {
    const first = await exportOf(awkwardDocument(), 'acme');
    expect(first).toContain(`"settings":${JSON.stringify(JSON.parse(AWKWARD_SETTINGS))}`);
    expect(await exportOf(first, 'acme')).toBe(first);
  });

  it('names an account that is not there, and writes nothing', async () => {
    await withDatastore(async (datastore) => {
      await importInto(datastore, sampleDocument());
      const written: unknown[] = [];
      const output = new Writable({ objectMode: true, write: (piece: unknown) => written.push(piece) });
      await expect(exportAccount({ datastore, accountId: 'Acme', output })).rejects.toThrow(
        new AccountNotFoundError('Acme'),
      );
      expect(written).toEqual([]);
    });
  });

  it('asks for the next page only when the output has taken the one before', async () => {
    const document = await bigDocument();
    await withDatastore(async (datastore) => {
      await importInto(datastore, document);
      const before = datastore.commandCount;
      let commandsAtFirst = 0;
      let release: (() => void) | undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let told = 0;
      const output = new Writable({
        highWaterMark: 1,
        write(_piece, _encoding, done) {
          if (commandsAtFirst > 0) {
            done();
            return;
          }
          setImmediate(() => {
            commandsAtFirst = datastore.commandCount - before;
            release?.();
            done();
          });
        },
      });
      const exported = exportAccount({
        datastore,
        accountId: 'big',
        output,
        onProgress: ({ rows }) => (told = rows),
      });
      await held;
      expect(commandsAtFirst).toBeLessThan(6);
      await exported;
      expect(datastore.commandCount - before).toBeGreaterThan(30);
      expect(told).toBe(501 + 1 + 2_050 + 20 + 3 + 201 + 1 + 1_100 + 1);
    });
  });

  it('lets go of its snapshot when the output fails', async () => {
    await withDatastore(async (datastore) => {
      await importInto(datastore, sampleDocument());
      const output = new Writable({
        write: (_piece, _encoding, done) => {
          done(new Error('disk full'));
        },
      });
      await expect(exportAccount({ datastore, accountId: 'acme', output })).rejects.toThrow('disk full');
      // In memory, an import waits for open snapshots: this one would be refused.
      await expect(importInto(datastore, sampleDocument(), { newId: () => 'evt_2' })).resolves.toMatchObject({
        revision: 2,
      });
    });
  });
});

/** A row as it must come back: times may be written in another way. */
function withoutTimes(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !['createdAt', 'grantedAt'].includes(key)));
}
