import { z } from 'zod';

/**
 * A key that was in use before counts beside the present one, for as long as what it made is about [O28]. Alone it
 * would be the present one under another name, and the same key twice is a change that was not made.
 */
export function checkPrevious(present: string, previous: string): z.ZodType<object> {
  // No record: the environment of a process is an object of a kind of its own.
  return z.looseObject({}).transform((environment, context) => {
    const given = environment[previous];
    if (given === undefined) return {};
    const mistake =
      environment[present] === undefined
        ? `is set without ${present}, which it would count beside. Set ${present}, or unset this one.`
        : `is the same as ${present}. Give the key that was in use before, or unset it.`;
    if (environment[present] === undefined || environment[present] === given) {
      context.addIssue({ code: 'custom', path: [previous], message: mistake });
    }
    return {};
  });
}
