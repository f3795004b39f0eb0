import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { InvalidTokenError } from '../../src/identity/errors.js';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import { ANA, GOOD_CLAIMS, NOW, SHARED_SECRET, sign } from './token-fixtures.js';

/** The signature is checked once, so all that can change about a token afterwards is its age. */
describe('a token that was taken before', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'], now: NOW * 1_000 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const verifier = createTokenVerifier(SHARED_SECRET);
  const at = (second: number): void => {
    jest.setSystemTime(second * 1_000);
  };

  it('is taken until the second in which it expires, and no longer', async () => {
    const token = await sign({ ...GOOD_CLAIMS, exp: NOW + 60 });
    expect(await verifier.verify(token)).toEqual(ANA);
    at(NOW + 59.999);
    expect(await verifier.verify(token)).toEqual(ANA);
    at(NOW + 60);
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it('says nothing of another: not of one with the same claims, nor of one with its signature', async () => {
    const token = await sign(GOOD_CLAIMS);
    await verifier.verify(token);
    const [header, payload, signature] = token.split('.');
    const [, other] = (await sign({ ...GOOD_CLAIMS, sub: 'usr_ingrid' })).split('.');
    for (const forged of [`${header}.${other}.${signature}`, `${header}.${payload}.`, `${token}x`]) {
      await expect(verifier.verify(forged)).rejects.toBeInstanceOf(InvalidTokenError);
    }
    const byAnother = createTokenVerifier({ ...SHARED_SECRET, secret: `${SHARED_SECRET.secret}!` });
    await expect(byAnother.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });
});
