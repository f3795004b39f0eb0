import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request on a connection, from its headers to the last byte of its answer. */
export interface Exchange {
  /** Its `complete` tells whether the body has come in. */
  readonly request: IncomingMessage;
  /** When its headers had come in, by the monotonic clock, in ms. */
  readonly since: number;
}

interface Connection {
  /** When it was opened, by the monotonic clock, in ms. */
  readonly since: number;
  readonly exchanges: Set<Exchange>;
}

/**
 * What is under way on each open connection. Node knows as much, and counts an answer as given once all of it was handed
 * to the socket, though most of a large one still waits there.
 */
export class Connections {
  readonly #open = new Map<Socket, Connection>();
  readonly #answered: ((socket: Socket) => void)[] = [];

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.set(socket, { since: performance.now(), exchanges: new Set() });
      socket.once('close', () => this.#open.delete(socket));
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#begin(request, response);
    });
  }

  /** How many are open. */
  get count(): number {
    return this.#open.size;
  }

  /** Each open connection, with what is under way on it: several requests when they were sent without waiting. */
  *[Symbol.iterator](): IterableIterator<readonly [socket: Socket, exchanges: readonly Exchange[]]> {
    for (const [socket, { exchanges }] of this.#open) yield [socket, [...exchanges]];
  }

  /** How many requests are under way on a connection. */
  underWayOn(socket: Socket): number {
    return this.#open.get(socket)?.exchanges.size ?? 0;
  }

  /** When a connection was opened, by the monotonic clock, in ms; long ago for one that has ended. */
  openedAt(socket: Socket): number {
    return this.#open.get(socket)?.since ?? 0;
  }

  /** Calls back whenever the last request on a connection has been answered to its last byte. */
  onAnswered(listener: (socket: Socket) => void): void {
    this.#answered.push(listener);
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const exchanges = this.#open.get(socket)?.exchanges;
    if (exchanges === undefined) return;
    const exchange = { request, since: performance.now() };
    exchanges.add(exchange);
    response.once('close', () => {
      exchanges.delete(exchange);
      if (exchanges.size === 0) for (const listener of this.#answered) listener(socket);
    });
  }
}
