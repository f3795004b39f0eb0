import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../../src/cli/run-cli.js';
import { documentsByHash } from '../support/trusted-documents.js';
import { run, TestContext } from './command-line.js';

const WHO = 'query Who { viewer { id } }';

describe('latchkey serve with a file of trusted documents [O13]', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-trusted-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const database = (): string => join(folder, 'latchkey.db');
  const serving = (file: string, exemption = 'off') => ({
    LATCHKEY_AUTH_JWT_SECRET: 'a secret of more than thirty-two bytes',
    LATCHKEY_DATASTORE_URI: `sqlite:${database()}`,
    LATCHKEY_PORT: '0',
    LATCHKEY_TRUSTED_DOCUMENTS: join(folder, file),
    LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS: exemption,
  });

  it.each<[string, string | Uint8Array | null, string]>([
    ['is not there', null, 'names a file that cannot be read: there is no such file.'],
    ['is no JSON', '{', 'names a file that holds no list of documents.'],
    ['is no UTF-8', Buffer.from('fffe', 'hex'), 'names a file that is no text in UTF-8.'],
    ['is larger than any list', ' '.repeat(16 * 1_048_576 + 1), 'names a file of more than 16777216 bytes.'],
    ['has a key that is no hash', JSON.stringify({ Who: WHO }), 'at "Who": is no key.'],
    [
      'does not fit the schema',
      documentsByHash(['{ nothing }']),
      'Cannot query field "nothing" on type "Query".',
    ],
  ])('whose file %s answers 78, and opens no datastore', async (_what, content, message) => {
    const file = 'mistaken.json';
    rmSync(join(folder, file), { force: true });
    if (content !== null) writeFileSync(join(folder, file), content);
    const { exitCode, stdout, stderr } = await run(['serve'], serving(file));
    expect({ exitCode, stdout }).toEqual({ exitCode: 78, stdout: '' });
    expect(stderr).toContain('  LATCHKEY_TRUSTED_DOCUMENTS ');
    expect(stderr).toContain(message);
    expect(existsSync(database())).toBe(false);
  });

  it('answers 78 when its file is a folder, and shows 20 of many mistakes', async () => {
    expect(await run(['serve'], serving('.'))).toMatchObject({ exitCode: 78 });
    const names = Array.from({ length: 30 }, (_, n) => [`Who${n}`, WHO]);
    writeFileSync(join(folder, 'many.json'), JSON.stringify(Object.fromEntries(names)));
    const { stderr } = await run(['serve'], serving('many.json'));
    expect(stderr.match(/is no key/g)).toHaveLength(20);
    expect(stderr).toContain('LATCHKEY_TRUSTED_DOCUMENTS and 10 more mistakes.');
  });

  it('says how many documents run, and for whom', async () => {
    writeFileSync(join(folder, 'documents.json'), documentsByHash([WHO]));
    const context = new TestContext(serving('documents.json', 'on'));
    const ended = runCli(['serve'], context);
    await context.stdout.until('http://');
    context.stop();
    expect(await ended).toBe(0);
    const [line] = context.logs.text.split('\n').filter((each) => each.includes('trusted_documents'));
    expect(JSON.parse(line ?? '')).toMatchObject({
      documents: expect.any(Number),
      exemptsAdministrators: true,
    });
  });
});
