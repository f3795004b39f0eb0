import type { FastifyRequest } from 'fastify';
import { BadRequestError } from './errors.js';

/**
 * Refuses an address of which GraphQL's parameters cannot be read: one whose query string is no UTF-8, or whose `Host`
 * header names no host, with which it is no URL [O10].
 */
export function requireReadableAddress({ url, protocol, hostname }: FastifyRequest): void {
  if (!URL.canParse(url, `${protocol}://${hostname}/`)) {
    throw new BadRequestError('Send a Host header that names a host');
  }
  try {
    decodeURIComponent(url);
  } catch {
    throw new BadRequestError('The query string is not percent-encoded UTF-8');
  }
}
