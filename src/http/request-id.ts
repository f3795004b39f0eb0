import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What can be kept and written into any log as it is. */
const SANE = /^[A-Za-z0-9._-]{1,128}$/;

/** The id that the request brings, so that one id follows it through several services, or else a new one [O25]. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
