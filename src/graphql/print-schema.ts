import { printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** The text of `schema.graphql`. */
export function schemaText(schema: GraphQLSchema): string {
  return `# Generated from the code by \`npm run schema\`; a test fails when it is out of date.\n\n${printSchema(schema)}\n`;
}
