import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJson } from '../json/parse-json.js';
import { BadRequestError, UnsupportedBodyError } from './errors.js';

const BYTE_ORDER_MARK = '\uFEFF';
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/**
 * Bodies are JSON in UTF-8 and nothing else. Bytes that are no UTF-8 are refused, and not replaced by U+FFFD as a
 * lenient decoder does: what is stored is what was sent. Keys that mean something to JavaScript, such as `__proto__`,
 * are data like any other, as they are in a literal of a document and in a file that is imported [O10].
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    try {
      request.cost?.chargeForReading(bytes.length);
      refuseOtherEncodings(request);
      done(null, parsed(bytes));
    } catch (error) {
      done(error as Error);
    }
  });
}

function refuseOtherEncodings({ headers }: FastifyRequest): void {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8') throw new UnsupportedBodyError('Send the body in UTF-8');
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw new UnsupportedBodyError('Send the body without a content-encoding');
}

function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) throw new BadRequestError('The body is empty. Send JSON with a "query"');
  if (!isUtf8(bytes)) throw new BadRequestError('The body is not well-formed UTF-8');
  const text = bytes.toString('utf8');
  try {
    return parseJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch {
    throw new BadRequestError('The body is not valid JSON');
  }
}
