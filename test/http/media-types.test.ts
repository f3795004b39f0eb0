import { describe, expect, it } from '@jest/globals';
import { mediaTypeFor } from '../../src/http/media-types.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_RESPONSE = 'application/graphql-response+json; charset=utf-8';

describe('the media type of a refusal [O11]', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['text/html', JSON_TYPE],
    ['application/json, application/graphql-response+json', JSON_TYPE],
    ['application/graphql-response+json;q=0', JSON_TYPE],
    ['application/graphql-response+json;q=0.5, */*', JSON_TYPE],
    ['application/graphql-response+json;q=0.5, application/json;q=0.6', JSON_TYPE],
    ['application/graphql-response+json;q=many', JSON_TYPE],
    ['application/graphql-response+jsonp', JSON_TYPE],
    ['application/graphql-response+json', GRAPHQL_RESPONSE],
    ['APPLICATION/GraphQL-Response+JSON', GRAPHQL_RESPONSE],
    ['application/graphql-response+json; charset=utf-8', GRAPHQL_RESPONSE],
    ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_RESPONSE],
    ['application/graphql-response+json, application/json', GRAPHQL_RESPONSE],
    ['application/graphql-response+json, */*', GRAPHQL_RESPONSE],
    ['*/*, application/graphql-response+json', GRAPHQL_RESPONSE],
    ['text/html, application/*;q=0.8, application/graphql-response+json;q=0.8', GRAPHQL_RESPONSE],
  ])('for accept: %p is %s', (accept, expected) => {
    expect(mediaTypeFor(accept)).toBe(expected);
  });
});
