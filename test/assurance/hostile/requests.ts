import fc from 'fast-check';

/** A request as it goes over the wire: its head line by line, and the bytes after it. */
export interface HostileRequest {
  readonly head: readonly string[];
  readonly body: Buffer;
}

const NAMES_OF_JAVASCRIPT = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];
const OPERATORS = ['$where', '$ne', '$gt', '$regex', '$set', 'a.b', '$', '', 'length'];
const ODD_NUMBERS = [
  '1e400',
  '-0',
  '9007199254740993',
  '1E-999',
  '0.1000000000000000055',
  '2147483648',
  '-1',
];
const ODD_TEXTS = [
  '\u0000',
  '\ud800',
  '\u202e',
  "' or 1=1 --",
  '../../etc/passwd',
  '%00',
  '{}',
  'null',
  'x'.repeat(5_000),
];

/** JSON text with keys, numbers and nesting that somebody may stumble on; numbers as they are written. */
const { json } = fc.letrec<{ json: string }>((tie) => {
  const key = fc.oneof(fc.constantFrom(...NAMES_OF_JAVASCRIPT, ...OPERATORS), fc.string());
  const pair = fc.tuple(key, tie('json')).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  return {
    json: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('null', 'true', ...ODD_NUMBERS),
      fc
        .oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary' }))
        .map((text) => JSON.stringify(text)),
      fc.array(pair, { maxLength: 4 }).map((pairs) => `{${pairs.join(',')}}`),
      fc.array(tie('json'), { maxLength: 4 }).map((values) => `[${values.join(',')}]`),
      fc.nat({ max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
      fc.nat({ max: 5_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
    ),
  };
});

const ARGUMENTS: readonly (readonly [variables: string, field: string])[] = [
  ['$a: ID!', 'integration(id: $a) { id }'],
  ['$a: String', 'integrations(after: $a) { edges { node { id } } }'],
  ['$a: Int', 'integrations(first: $a) { edges { node { id } } }'],
  ['$a: String', 'users(search: $a) { edges { node { id } } }'],
  ['$a: String!', 'permissions(rbacId: $a) { edges { node { id } } }'],
  ['$a: [RightsCheckInput!]!', 'checkRights(checks: $a) { allowed }'],
  ['$a: JSONObject', 'viewer { id @include(if: $a) }'],
];
const MUTATIONS: readonly (readonly [variables: string, field: string])[] = [
  ['$a: JSONObject', 'createIntegration(input: { name: "n", type: SLACK, settings: $a }) { revision }'],
  ['$a: JSONObject', 'createIntegration(input: { name: "n", type: SLACK, secrets: $a }) { revision }'],
  ['$a: CreateIntegrationInput!', 'createIntegration(input: $a) { revision }'],
  ['$a: GrantPermissionInput!', 'grantPermission(input: $a) { revision }'],
  ['$a: ID!', 'deleteIntegration(input: { id: $a }) { revision }'],
];

const operation = fc.oneof(
  fc.constantFrom(...ARGUMENTS).map(([variables, field]) => `query Q(${variables}) { ${field} }`),
  fc.constantFrom(...MUTATIONS).map(([variables, field]) => `mutation M(${variables}) { ${field} }`),
  // Names that mean something to JavaScript, as variables, aliases, fragments and fields.
  fc
    .constantFrom(...NAMES_OF_JAVASCRIPT)
    .map((name) => `query ${name}($${name}: ID!) { ${name}: integration(id: $${name}) { id } }`),
  fc
    .constantFrom(...NAMES_OF_JAVASCRIPT)
    .map((name) => `{ viewer { ...${name} } } fragment ${name} on User { ${name} }`),
  fc.nat({ max: 3_000 }).map((depth) => `{ viewer ${'{ groups '.repeat(depth)}{ id }${' }'.repeat(depth)} }`),
  fc
    .nat({ max: 3_000 })
    .map((depth) => `{ integration(id: ${'['.repeat(depth)}1${']'.repeat(depth)}) { id } }`),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const graphqlBody = fc
  .tuple(operation, json, fc.constantFrom('a', ...NAMES_OF_JAVASCRIPT), fc.option(json), fc.option(json))
  .map(
    ([query, value, variable, extensions, operationName]) =>
      [
        `{"query":${JSON.stringify(query)},"variables":{${JSON.stringify(variable)}:${value}}`,
        ...(extensions === null ? [] : [`"extensions":${extensions}`]),
        ...(operationName === null ? [] : [`"operationName":${operationName}`]),
      ].join(',') + '}',
  );

const body = fc.oneof(
  { weight: 4, arbitrary: graphqlBody.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: json.map((text) => Buffer.from(text)) },
  // Broken off, or with a byte that makes it no UTF-8 or no JSON.
  {
    weight: 2,
    arbitrary: fc
      .tuple(graphqlBody, fc.nat(), fc.integer({ min: 0, max: 255 }))
      .map(([text, place, byte]) => {
        const bytes = Buffer.from(text);
        bytes[place % bytes.length] = byte;
        return bytes.subarray(0, place % 3 === 0 ? place % bytes.length : bytes.length);
      }),
  },
  { weight: 1, arbitrary: graphqlBody.map((text) => Buffer.from(text, 'utf16le')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
);

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant('POST') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'GET',
      'HEAD',
      'OPTIONS',
      'PUT',
      'PATCH',
      'DELETE',
      'TRACE',
      'PROPFIND',
      'get',
      'X',
    ),
  },
);
const encoded = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => Buffer.from(bytes).toString('hex').replaceAll(/../g, '%$&'));
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constant('/graphql') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(operation, json)
      .map(([query, value]) => `/graphql?query=${safe(query)}&variables=${safe(`{"a":${value}}`)}`),
  },
  { weight: 1, arbitrary: encoded.map((text) => `/graphql?${text}&query=%ff%zz&operationName=${text}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '/',
      '//',
      '/health/live',
      '/health/ready',
      '/explorer/',
      '/explorer/../../package.json',
      '/explorer/%2e%2e%2fpackage.json',
      '/%',
      '/__proto__',
      '*',
      'http://other/graphql',
      '/graphql/',
      '/graphql/%00',
    ),
  },
);
const header = fc.oneof(
  fc.constantFrom(
    ...[
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data; boundary=a',
      'application/graphql',
      '',
      ';',
      'application/json;;;',
      '__proto__',
    ].map((type) => `content-type: ${type}`),
    ...['application/graphql-response+json', 'text/html', '*/*', ';q=', ',,,', 'a'.repeat(3_000)].map(
      (type) => `accept: ${type}`,
    ),
    ...['gzip', 'br', 'identity'].map((encoding) => `content-encoding: ${encoding}`),
    ...['a', '[', 'a b', '%', 'a:99999', '[::1]:80', '@', 'x'.repeat(2_000)].map((host) => `host: ${host}`),
    ...[
      '__proto__: 1',
      'constructor: 1',
      'x-request-id: {"a":1}',
      'origin: null',
      'apollo-require-preflight: 1',
    ],
    ...[
      'expect: 100-continue',
      'upgrade: websocket',
      'range: bytes=0-',
      'if-none-match: *',
      'x-http-method-override: DELETE',
    ],
    `cookie: ${'a=b; '.repeat(2_000)}`,
    `x-large: ${'x'.repeat(20_000)}`,
  ),
  fc
    .tuple(fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/), fc.string({ maxLength: 50 }))
    .map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, '')}`),
);

/** Anything that a client may send to any route, signed in or not. */
export function hostileRequests(authorization: string): fc.Arbitrary<HostileRequest> {
  const signIn = fc.oneof(
    { weight: 8, arbitrary: fc.constant([`authorization: ${authorization}`]) },
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.constant([`authorization: ${authorization}`, `authorization: ${authorization}`]),
    },
    {
      weight: 1,
      arbitrary: fc
        .string({ maxLength: 80 })
        .map((text) => [`authorization: Bearer ${text.replace(/[\r\n]/g, '')}`]),
    },
  );
  const type = fc.oneof(
    { weight: 6, arbitrary: fc.constant(['content-type: application/json']) },
    { weight: 1, arbitrary: fc.constant([]) },
  );
  return fc
    .record({ method, path, signIn, type, headers: fc.array(header, { maxLength: 3 }), body })
    .map(({ body: bytes, ...parts }) => ({
      head: [
        `${parts.method} ${parts.path} HTTP/1.1`,
        ...(parts.headers.some((line) => line.startsWith('host:')) ? [] : ['host: a']),
        ...parts.signIn,
        ...parts.type,
        ...parts.headers,
        'connection: close',
        `content-length: ${bytes.length}`,
      ],
      body: bytes,
    }));
}

function safe(text: string): string {
  // Within what headers and address may take.
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?').slice(0, 2_000));
}
