import type { Socket } from 'node:net';
import type { ConnectionError, FastifyReply } from 'fastify';
import { errorBody } from './error-answers.js';

const STATUS_LINES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};
const BAD_REQUEST = '400 Bad Request';

/** Requests that no route gets to see, with the answer in the same shape as every other. */
export const BROKEN_REQUESTS = {
  /** The address cannot be decoded. */
  frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply): void => {
    void reply.code(400).send(errorBody('BAD_USER_INPUT', 'The address of the request cannot be decoded'));
  },
  /** It is no HTTP, comes too slowly, or its headers are too large. The connection cannot be used any further. */
  clientErrorHandler: ({ code }: ConnectionError, socket: Socket): void => {
    if (socket.writable) socket.write(answerTo(code));
    socket.destroy();
  },
};

function answerTo(code: string): string {
  const body = JSON.stringify(errorBody('BAD_USER_INPUT', 'The request cannot be read as HTTP'));
  return [
    `HTTP/1.1 ${STATUS_LINES[code] ?? BAD_REQUEST}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
