import { spawnSync } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createSealer } from '../../src/secrets/sealer.js';

/** What docs/secrets.md tells the alert sender must be what the sealer does. */
const text = readFileSync(path.join(__dirname, '../../docs/secrets.md'), 'utf8');

function example(step: string): string {
  const [, worked = ''] = text.split('## A worked example');
  const row = worked.split('\n').find((line) => line.startsWith(`| ${step} `));
  const value = row === undefined ? undefined : /`([^`]+)`/.exec(row)?.[1];
  if (value === undefined) throw new Error(`The example has no step ${step}`);
  return value;
}

const bytes = (step: string): Buffer => Buffer.from(example(step).replaceAll(' ', ''), 'hex');
const key = Buffer.from(example('key, base64'), 'base64');
const target = { integrationId: example('integration id'), name: example('name of the secret') };

describe('the worked example of the sealed form', () => {
  it('has the key id that the text describes and the sealer uses', () => {
    const digest = createHash('sha256')
      .update('latchkey-secrets-key-id')
      .update(Buffer.from([0]))
      .update(key)
      .digest('hex');
    expect(example('key id')).toBe(digest.slice(0, 16));
    expect(createSealer(key).keyId).toBe(example('key id'));
  });

  it('gives each intermediate value and the sealed text, computed from the text alone', () => {
    const parts = ['v1', example('key id'), target.integrationId, target.name].map((part) =>
      Buffer.from(part),
    );
    const additional = parts.flatMap((part, at) => (at === 0 ? [part] : [Buffer.from([0]), part]));
    expect(bytes('additional data, hex')).toEqual(Buffer.concat(additional));

    const cipher = createCipheriv('aes-256-gcm', key, bytes('nonce, hexadecimal'));
    cipher.setAAD(Buffer.concat(additional));
    const ciphertext = Buffer.concat([cipher.update(example('secret')), cipher.final()]);
    expect(bytes('ciphertext, hexadecimal')).toEqual(ciphertext);
    expect(bytes('tag, hexadecimal')).toEqual(cipher.getAuthTag());
    const sealed = [bytes('nonce, hexadecimal'), Buffer.concat([ciphertext, cipher.getAuthTag()])];
    expect(example('sealed')).toBe(
      ['v1', example('key id'), ...sealed.map((part) => part.toString('base64url'))].join('.'),
    );
  });

  it('opens with the sealer', () => {
    expect(createSealer(key).open(target, example('sealed'))).toBe(example('secret'));
  });

  it('opens with the code of the text, and so does what the sealer seals', () => {
    const code = /```js\n([^]+?)```/.exec(text)?.[1] ?? '';
    const sealed = [example('sealed'), createSealer(key).seal(target, 'fresh')];
    const call = `const key = Buffer.from(${JSON.stringify(key.toString('base64'))}, 'base64');
      const opened = ${JSON.stringify(sealed)}.map((sealed) => openSecret(key, { ...${JSON.stringify(target)}, sealed }));
      process.stdout.write(JSON.stringify(opened));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', code + call], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toEqual([example('secret'), 'fresh']);
  });
});
