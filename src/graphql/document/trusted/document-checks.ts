import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import { PublicError } from '../../../errors/public-errors.js';
import type { Limits } from '../../../limits/limits.js';
import { VALIDATION_RULES } from '../../validation-rules.js';
import { DocumentLimits } from '../document-limits.js';

export interface DocumentChecksOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly introspection: boolean;
}

/** Whether a document that was written down beforehand would run, as far as that can be told without variables. */
export class DocumentChecks {
  private readonly limits: DocumentLimits;
  private readonly rules: readonly ValidationRule[];

  constructor(private readonly options: DocumentChecksOptions) {
    this.limits = new DocumentLimits(options.limits);
    const closed = options.introspection ? [] : [NoSchemaIntrospectionCustomRule];
    this.rules = [...specifiedRules, ...VALIDATION_RULES, ...closed];
  }

  /** The first thing wrong with it; undefined when it would run. */
  mistakeIn(text: string): string | undefined {
    try {
      this.limits.checkText(text);
      this.limits.checkDocument(text);
      const [error] = validate(this.options.schema, parse(text), this.rules);
      return error && placed(error);
    } catch (error) {
      if (error instanceof GraphQLError) return placed(error);
      if (error instanceof PublicError) return error.message;
      throw error;
    }
  }
}

function placed({ message, locations = [] }: GraphQLError): string {
  const [place] = locations;
  return place === undefined ? message : `${message} (line ${place.line}, column ${place.column})`;
}
