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

/** A POST of JSON text, which may be no JSON at all. */
export function postOf(body: string, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
