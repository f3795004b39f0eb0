import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { assertStorable } from '../datastore/contract/well-formed.js';
import { CannotOpenSecretError } from './errors.js';

/** Which secret it is. A sealed text opens for this integration and name alone. */
export interface SecretTarget {
  readonly integrationId: string;
  readonly name: string;
}

/**
 * Seals the secrets of integrations under one key, and opens those sealed under it or under the one before. The form is
 * documented in docs/secrets.md.
 */
export interface SecretSealer {
  /** Names the key without telling anything about it; the same for the same key everywhere. */
  readonly keyId: string;
  /**
   * The sealed form. Two calls never give the same text.
   * @throws RangeError when a text holds U+0000 or a lone surrogate: it would come back changed, or be bound
   * ambiguously.
   */
  seal(target: SecretTarget, plaintext: string): string;
  /**
   * The text that was sealed.
   * @throws CannotOpenSecretError when it is no sealed text, was sealed under another key, for another
   * integration or name, or was changed since.
   */
  open(target: SecretTarget, sealed: string): string;
  /**
   * The same secret under the present key; what is sealed under it already comes back as it is. Both are opened first.
   * @throws CannotOpenSecretError as `open` does.
   */
  reseal(target: SecretTarget, sealed: string): string;
}

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_LABEL = 'latchkey-secrets-key-id';
const KEY_ID_BYTES = 8;
const SEPARATOR = '\0';
/** Twelve bytes of nonce are sixteen characters; ciphertext and tag are at least the sixteen bytes of the tag. */
const SEALED = /^v1\.([0-9a-f]{16})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/**
 * @param previous The key before this one: still opens what was sealed under it, and seals nothing.
 * @throws RangeError when a key is not 32 bytes long.
 */
export function createSealer(key: Buffer, previous?: Buffer): SecretSealer {
  const present = sealingKeyOf(key);
  const { keyId } = present;
  const keys = previous === undefined ? [present] : [present, sealingKeyOf(previous)];
  return {
    keyId,
    seal: (target, plaintext) => seal(present, target, plaintext),
    open: (target, sealed) => open(keys, target, sealed).plaintext,
    reseal: (target, sealed) => {
      const { plaintext, keyId: sealedUnder } = open(keys, target, sealed);
      return sealedUnder === keyId ? sealed : seal(present, target, plaintext);
    },
  };
}

interface SealingKey {
  readonly secretKey: KeyObject;
  readonly keyId: string;
}

function sealingKeyOf(key: Buffer): SealingKey {
  if (key.length !== KEY_BYTES)
    throw new RangeError(`A key for secrets is ${KEY_BYTES} bytes, not ${key.length}`);
  return { secretKey: createSecretKey(key), keyId: keyIdOf(key) };
}

function keyIdOf(key: Buffer): string {
  return createHash('sha256')
    .update(KEY_ID_LABEL + SEPARATOR)
    .update(key)
    .digest()
    .subarray(0, KEY_ID_BYTES)
    .toString('hex');
}

function seal({ secretKey, keyId }: SealingKey, target: SecretTarget, plaintext: string): string {
  assertStorable(plaintext);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, secretKey, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(keyId, target));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, keyId, nonce.toString('base64url'), ciphertext.toString('base64url')].join('.');
}

interface Opened {
  readonly plaintext: string;
  /** Of the key it was sealed under. */
  readonly keyId: string;
}

function open(keys: readonly SealingKey[], target: SecretTarget, sealed: string): Opened {
  const [, sealedUnder, nonceText, ciphertextText] = SEALED.exec(sealed) ?? [];
  if (sealedUnder === undefined) throw new CannotOpenSecretError(target, 'it is not in the sealed form');
  const key = keys.find(({ keyId }) => keyId === sealedUnder);
  if (key === undefined) {
    const given = keys.map(({ keyId }) => keyId).join(' and ');
    throw new CannotOpenSecretError(
      target,
      `it was sealed under the key ${sealedUnder}, and the key given is ${given}`,
    );
  }
  const { secretKey, keyId } = key;
  const nonce = decoded(nonceText);
  const ciphertext = decoded(ciphertextText);
  if (nonce === undefined || ciphertext === undefined) {
    throw new CannotOpenSecretError(target, 'it is not in the sealed form');
  }
  const decipher = createDecipheriv(ALGORITHM, secretKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(keyId, target));
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  try {
    const bytes = Buffer.concat([decipher.update(ciphertext.subarray(0, -TAG_BYTES)), decipher.final()]);
    return { plaintext: bytes.toString('utf8'), keyId };
  } catch {
    throw new CannotOpenSecretError(target, 'it was changed, or sealed for another integration or name');
  }
}

/**
 * What a sealed text is bound to. No part can hold U+0000, so the parts cannot be cut in another way.
 * @throws RangeError when one does.
 */
function boundTo(keyId: string, { integrationId, name }: SecretTarget): Buffer {
  assertStorable(integrationId);
  assertStorable(name);
  return Buffer.from([VERSION, keyId, integrationId, name].join(SEPARATOR), 'utf8');
}

/** Base64url has several spellings of some bytes; only the one that `seal` writes is taken, so no change goes unseen. */
function decoded(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
