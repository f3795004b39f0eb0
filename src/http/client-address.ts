import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Some proxies name the port as well: `203.0.113.7:50123`, `[2001:db8::7]:50123`. */
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d{1,5})?|(\d[\d.]*):\d{1,5})$/;

/**
 * The address a request comes from, for the log: that of the connection, or what the trusted proxies in front of it
 * say [O25]. What a proxy passes on that is no address is not repeated; the connection's own is told in its place.
 */
export function clientAddress({ ip, raw }: FastifyRequest): string | undefined {
  const [, v6, v4] = WITH_PORT.exec(ip) ?? [];
  const told = v6 ?? v4 ?? ip;
  return isIP(told) === 0 ? raw.socket.remoteAddress : told;
}
