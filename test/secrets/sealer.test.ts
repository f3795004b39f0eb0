import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CannotOpenSecretError } from '../../src/secrets/errors.js';
import { createSealer } from '../../src/secrets/sealer.js';

const KEY = Buffer.alloc(32, 7);
const OTHER_KEY = Buffer.alloc(32, 8);
const TARGET = { integrationId: 'int_pd', name: 'apiKey' };

const storable = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed());

describe('sealing a secret', () => {
  it('gives back every text that was sealed, for the integration and name it was sealed for', () => {
    const sealer = createSealer(KEY);
    fc.assert(
      fc.property(storable, storable, storable, (integrationId, name, secret) => {
        const sealed = sealer.seal({ integrationId, name }, secret);
        expect(sealed).toMatch(/^v1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]{22,}$/);
        expect(createSealer(Buffer.from(KEY)).open({ integrationId, name }, sealed)).toBe(secret);
      }),
    );
  });

  it('never gives the same text twice, and never holds the secret in clear', () => {
    const sealer = createSealer(KEY);
    const sealed = [1, 2, 3].map(() => sealer.seal(TARGET, 'hunter2'));
    expect(new Set(sealed).size).toBe(3);
    expect(Buffer.from(sealed[0]?.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain(
      'hunter2',
    );
  });

  it('refuses a key of another length', () => {
    for (const bytes of [0, 16, 31, 33]) {
      expect(() => createSealer(Buffer.alloc(bytes))).toThrow(
        new RangeError(`A key for secrets is 32 bytes, not ${bytes}`),
      );
    }
  });

  it.each([
    ['a secret', TARGET, 'a\0b'],
    ['a secret', TARGET, '\ud800'],
    ['a name', { ...TARGET, name: 'a\0b' }, 'x'],
    ['an integration id', { ...TARGET, integrationId: '\udc00' }, 'x'],
  ])('refuses %s that could not be kept exactly', (_what, target, secret) => {
    expect(() => createSealer(KEY).seal(target, secret)).toThrow(RangeError);
  });
});

describe('opening a sealed secret', () => {
  const sealer = createSealer(KEY);
  const sealed = sealer.seal(TARGET, 'hunter2');

  it('names both key ids when it was sealed under another key', () => {
    const other = createSealer(OTHER_KEY);
    expect(other.keyId).not.toBe(sealer.keyId);
    expect(() => other.open(TARGET, sealed)).toThrow(
      new CannotOpenSecretError(
        TARGET,
        `it was sealed under the key ${sealer.keyId}, and the key given is ${other.keyId}`,
      ),
    );
  });

  it('refuses a text whose key id was exchanged for that of the key at hand', () => {
    const other = createSealer(OTHER_KEY);
    const renamed = sealed.replace(sealer.keyId, other.keyId);
    expect(() => other.open(TARGET, renamed)).toThrow('it was changed');
  });

  it.each([
    ['another integration', { ...TARGET, integrationId: 'int_pe' }],
    ['another name', { ...TARGET, name: 'apikey' }],
    ['a boundary moved between the two', { integrationId: 'int_pda', name: 'piKey' }],
  ])('refuses %s', (_what, target) => {
    expect(() => sealer.open(target, sealed)).toThrow(
      'it was changed, or sealed for another integration or name',
    );
  });

  it('refuses every text that differs in one character', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      for (const character of ['A', 'B', '0', '_', '.', ' ']) {
        if (sealed[at] === character) continue;
        const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
        expect(() => sealer.open(TARGET, changed)).toThrow(CannotOpenSecretError);
      }
    }
  });

  it('refuses another spelling of the same bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const text = ['', 'x', 'xy', 'xyz']
      .map((secret) => sealer.seal(TARGET, secret))
      .find((one) => (one.split('.')[3] ?? '').length % 4 === 2);
    const last = text?.at(-1) ?? '';
    const respelled = `${text?.slice(0, -1) ?? ''}${alphabet[alphabet.indexOf(last) + 1] ?? ''}`;
    const bytesOf = (one = '') => Buffer.from(one.split('.')[3] ?? '', 'base64url');
    expect(bytesOf(respelled)).toEqual(bytesOf(text));
    expect(() => sealer.open(TARGET, respelled)).toThrow('it is not in the sealed form');
  });

  it.each([
    '',
    'hunter2',
    'v1',
    'v2.' + sealed.slice(3),
    sealed.slice(0, -1),
    `${sealed}A`,
    `${sealed}=`,
    ` ${sealed}`,
  ])('refuses the text %j', (text) => {
    expect(() => sealer.open(TARGET, text)).toThrow(CannotOpenSecretError);
  });

  it('says in its message neither what was sealed nor the sealed text', () => {
    const message = (() => {
      try {
        return sealer.open({ ...TARGET, name: 'other' }, sealed);
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toContain('Secret "other" of integration int_pd cannot be opened');
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain(sealed.split('.')[3]);
  });
});

describe('a sealer with the key before the present one [O28]', () => {
  const before = createSealer(OTHER_KEY);
  const present = createSealer(KEY);
  const both = createSealer(KEY, OTHER_KEY);

  it('opens what either sealed, and seals under the present one', () => {
    expect(both.keyId).toBe(present.keyId);
    expect(both.open(TARGET, before.seal(TARGET, 'hunter2'))).toBe('hunter2');
    expect(both.open(TARGET, present.seal(TARGET, 'hunter2'))).toBe('hunter2');
    expect(present.open(TARGET, both.seal(TARGET, 'hunter2'))).toBe('hunter2');
  });

  it('brings a secret under the present key, and leaves one that is there already as it is', () => {
    const old = before.seal(TARGET, 'hunter2');
    const anew = both.reseal(TARGET, old);
    expect(present.open(TARGET, anew)).toBe('hunter2');
    expect(both.reseal(TARGET, anew)).toBe(anew);
  });

  it('opens nothing that a third one sealed, or that was sealed for another name', () => {
    const third = createSealer(Buffer.alloc(32, 9)).seal(TARGET, 'hunter2');
    const whyNot = `the key given is ${present.keyId} and ${before.keyId}`;
    expect(() => both.reseal(TARGET, third)).toThrow(whyNot);
    const moved = { ...TARGET, name: 'other' };
    expect(() => both.reseal(moved, before.seal(TARGET, 'hunter2'))).toThrow(CannotOpenSecretError);
    expect(() => both.reseal(moved, present.seal(TARGET, 'hunter2'))).toThrow(CannotOpenSecretError);
  });

  it('refuses a key before of another length', () => {
    expect(() => createSealer(KEY, Buffer.alloc(31))).toThrow(RangeError);
  });
});
