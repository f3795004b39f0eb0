import { Kind, parse } from 'graphql';

/** The names of the operations in documents that can be parsed. */
export function operationNamesIn(documents: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of documents) {
    for (const definition of parse(document, { noLocation: true }).definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) names.add(definition.name.value);
    }
  }
  return names;
}
