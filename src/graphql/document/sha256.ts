import { hash } from 'node:crypto';

/** By which a document is known: the hash of its text in UTF-8, in hex digits of lower case. */
export function sha256Of(text: string): string {
  return hash('sha256', text, 'hex');
}
