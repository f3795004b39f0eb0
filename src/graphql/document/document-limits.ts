import { GraphQLError, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { DocumentTooLargeError, LimitExceededError } from '../../errors/public-errors.js';
import { LIMITS } from '../../limits/limits.js';
import type { LimitName, Limits } from '../../limits/limits.js';
import { jsonDepthWithin } from './json-depth.js';
import type { RequestParameters } from './request-parameters.js';
import { shapeOf } from './document-shape.js';

/**
 * What the text of a request alone tells of its size, before anything is read for it [O1]. What is wrong with it
 * otherwise is not said here: who asks is not known yet, and a mistake in a document tells of the schema.
 */
export class DocumentLimits {
  constructor(private readonly limits: Limits) {}

  /** @throws DocumentTooLargeError, or LimitExceededError that names the limit. */
  checkText(text: string): void {
    const { documentBytes } = this.limits;
    if (Buffer.byteLength(text) <= documentBytes) return;
    throw new DocumentTooLargeError(`The document is longer than ${documentBytes} bytes`);
  }

  /** @throws LimitExceededError that names the limit. */
  checkDocument(text: string): void {
    const document = this.parsed(text);
    if (document === undefined) return;
    const shape = shapeOf(document);
    this.check('tokens', shape.tokens);
    this.check('nameLength', shape.longestName);
    this.check('depth', shape.depth);
    this.check('aliases', shape.aliases);
    this.check('rootFields', shape.rootFields);
    this.check('jsonDepth', shape.literalDepth);
  }

  /** @throws LimitExceededError that names the limit. */
  checkParameters({ operationName, variables }: RequestParameters): void {
    if (typeof operationName === 'string') this.check('nameLength', operationName.length);
    if (typeof variables !== 'object' || variables === null) return;
    for (const [name, value] of Object.entries(variables)) {
      this.check('nameLength', name.length);
      if (!jsonDepthWithin(value, this.limits.jsonDepth)) throw this.beyond('jsonDepth');
    }
  }

  /** Undefined when it is no document: its mistake is told to whoever turns out to be a user. */
  private parsed(text: string): DocumentNode | undefined {
    try {
      return parse(text, { maxLexicalTokens: this.limits.tokens });
    } catch (error) {
      // Deeper than the stack of the parser, and so beyond every limit on depth.
      if (error instanceof RangeError) throw this.beyond('depth');
      if (error instanceof GraphQLError && TOO_MANY_TOKENS.test(error.message)) throw this.beyond('tokens');
      return undefined;
    }
  }

  private check(name: LimitName, found: number): void {
    if (found > this.limits[name]) throw this.beyond(name);
  }

  private beyond(name: LimitName): LimitExceededError {
    const { bounds, unit } = LIMITS[name];
    return new LimitExceededError(`More than ${this.limits[name]} ${unit}: this is the limit of ${bounds}`);
  }
}

/** graphql-js has no other mark for it. */
const TOO_MANY_TOKENS = /more tha[nt] \d+ (tokens|comments)/;
