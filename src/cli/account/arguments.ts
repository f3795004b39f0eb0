import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { NAME_LENGTH } from '../../datastore/contract/account-limits.js';
import { isStorable } from '../../datastore/contract/well-formed.js';
import { id, text } from '../../transfer/rows/values.js';

/** What the words of a command line must be; each throws InvalidArgumentError, which ends with exit code 64. */
export const idArgument = argument(id);
export const nameArgument = argument(text(NAME_LENGTH));
/** Narrower than what a file may hold. */
export const emailArgument = argument(text({ min: 3, max: 254 }));

function argument<T>(schema: z.ZodType<T>): (given: string) => T {
  return (given) => {
    const parsed = schema.safeParse(given);
    if (!parsed.success)
      throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message ?? 'is wrong'}.`);
    if (!isStorable(given)) throw new InvalidArgumentError('It must not hold U+0000 or a lone surrogate.');
    return parsed.data;
  };
}
