import { sampleDocument } from './sample-document.js';

/** Settings that other programs lose or change: odd keys and their order, big and small numbers, deep lists. */
export const AWKWARD_SETTINGS =
  `{"z":1,"10":1,"__proto__":{"__proto__":[]},"constructor":"x","$set":{"a.b":"\\u0001\u2028😀"},"":null,` +
  `"big":1e21,"small":1e-7,"exact":-9007199254740991,"half":0.1,` +
  `"deep":${'['.repeat(499)}${']'.repeat(499)}}`;

/** A document with them, as text: written as a literal, JavaScript would change them too. */
export function awkwardDocument(): string {
  const name = JSON.stringify('\u0001 "X" \u2028');
  const integration = `{"id":"int_x","name":${name},"type":"SMS","teamIds":[],"settings":${AWKWARD_SETTINGS}}`;
  return `{"account":${JSON.stringify(sampleDocument().account)},"integrations":[${integration}]}`;
}
