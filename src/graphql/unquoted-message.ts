/** Where GraphQL's messages quote values, with what is said instead. A quote runs to the end: it may hold anything. */
const QUOTES: readonly (readonly [quoting: RegExp, instead: string])[] = [
  [/ value: [\s\S]*$/, ' value.'],
  [/^(Expected value of type "[^"]*"), found [\s\S]*$/, '$1.'],
  [/ has invalid value [\s\S]*$/, ' has an invalid value.'],
  [/^Value "[\s\S]*" does not exist in "(\w+)" enum[\s\S]*$/, 'The value does not exist in "$1" enum.'],
  [/^(Syntax Error: [\s\S]*?\b(?:String|BlockString|Int|Float)) "[\s\S]*"/, '$1'],
  [/ Did you mean [^?]{1,500}\?$/, ''],
  // These would tell of options of the library that we execute with.
  [
    /^GraphQL introspection is not allowed[\s\S]*$/,
    'The schema cannot be asked for while the explorer is off.',
  ],
  [
    /^This operation has been blocked as a potential Cross-Site Request Forgery[\s\S]*$/,
    'Send the request as a POST with the content-type application/json: one of this form could come from any page.',
  ],
  [/^GraphQL operations must contain a non-empty[\s\S]*$/, 'The request holds no query.'],
];

const OF_VARIABLE = /^Variable "\$(\w+)" got invalid value /;
const PLACE = / at "([^"\\]+)"$/;

/**
 * A message of GraphQL about a document or its variables without the values in it. For a variable GraphQL quotes not
 * only the mistake but all that stands beside it: of an input without its id also the secrets. What is left is the
 * place and the reason.
 */
export function unquotedMessage(message: string, cause: unknown): string {
  const variable = OF_VARIABLE.exec(message)?.[1];
  if (variable === undefined) return withoutQuotes(message);
  const reason = cause instanceof Error ? cause.message : '';
  const isAsExpected = reason !== '' && message.endsWith(`; ${reason}`);
  if (!isAsExpected) return `Variable "$${variable}" got an invalid value.`;
  const place = PLACE.exec(message.slice(0, -`; ${reason}`.length))?.[1] ?? variable;
  return `Variable "$${variable}" got an invalid value at "${place}"; ${withoutQuotes(reason)}`;
}

function withoutQuotes(message: string): string {
  return QUOTES.reduce((text, [quoting, instead]) => text.replace(quoting, instead), message);
}
