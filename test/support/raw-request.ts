import { once } from 'node:events';
import { connect } from 'node:net';

/** What came over the wire, before anybody made sense of it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

/** Longer than anything may take; a request without an answer must fail its test and not hang it. */
const LIMIT_MS = 20_000;

export async function sendRaw(url: string, init: RequestInit = {}): Promise<RawAnswer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

/** A POST of JSON text, which may be no JSON at all, and no text. */
export function postOf(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a client that may speak no HTTP gets back before the connection ends. */
export async function exchange(url: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(sent);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

/** A request line by line, with headers that no client sends; it must ask for the connection to end. */
export function sendLines(url: string, lines: readonly string[]): Promise<string> {
  return exchange(url, lines.join('\r\n'));
}
