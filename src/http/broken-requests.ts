import type { Socket } from 'node:net';
import type { ConnectionError, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from './error-answers.js';
import { logRequest } from './request-log.js';

interface Refusal {
  readonly status: string;
  readonly message: string;
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    message: 'The request took too long to come in',
  },
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: 'The headers of the request are too large',
  },
};
const NO_HTTP: Refusal = { status: '400 Bad Request', message: 'The request cannot be read as HTTP' };

/** Requests that no route gets to see, with the answer in the same shape as every other. */
export const BROKEN_REQUESTS = {
  /** The address cannot be decoded. No hook is called for such a request. */
  frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    logRequest(request, reply);
    void reply
      .code(400)
      .header('x-request-id', request.id)
      .header('vary', 'Origin')
      .send(errorBody('BAD_USER_INPUT', 'The address of the request cannot be decoded'));
  },
  /** It is no HTTP, comes too slowly, or its headers are too large. The connection cannot be used any further. */
  clientErrorHandler: ({ code }: ConnectionError, socket: Socket): void => {
    if (socket.writable) socket.write(answerTo(code));
    socket.destroy();
  },
};

function answerTo(code: string): string {
  const { status, message } = REFUSALS[code] ?? NO_HTTP;
  const body = JSON.stringify(errorBody('BAD_USER_INPUT', message));
  return [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'vary: Origin',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
