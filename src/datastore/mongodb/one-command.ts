import { withNamedErrors } from './driver-errors.js';
import { Deadline } from './time-limits.js';

/** Runs one command with a limit of its own: for work that needs many and may take longer than one call. */
export async function oneCommand<T>(
  work: (options: { readonly maxTimeMS: number }) => PromiseLike<T>,
): Promise<T> {
  const deadline = new Deadline();
  return deadline.limit(withNamedErrors(() => work({ maxTimeMS: deadline.commandLimitMs })));
}
