import type { JsonObject } from '../contract/records.js';

export function toJsonText(value: JsonObject): string {
  return JSON.stringify(value);
}

/** Undefined when the text is no JSON; then the row's schema refuses it by name. */
export function fromJsonText(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
