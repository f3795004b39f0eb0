import { describe, expect, it } from '@jest/globals';
import { ForbiddenError, NotFoundError, PublicError } from '../../src/errors/public-errors.js';

describe('a public error', () => {
  it('takes no stack, and leaves that of other errors as it is [O3]', () => {
    const other = new Error('before');
    const errors = [ForbiddenError.administratorsOnly('This'), NotFoundError.integration()];
    for (const error of errors) {
      expect(error).toBeInstanceOf(PublicError);
      expect(error.stack).not.toContain('\n');
    }
    expect(new Error('after').stack?.split('\n')).toHaveLength(other.stack?.split('\n').length ?? 0);
  });

  it('keeps its cause for the log', () => {
    const cause = new Error('inside');
    expect(new NotFoundError('gone', { cause }).cause).toBe(cause);
  });
});
