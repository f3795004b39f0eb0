import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveMeasured } from './serve-measured.js';

/** The limit of what a process can answer: a constant text, with the request's body read to its end. */
serveMeasured(async ({ constant }) => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(constant);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});
