import { TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** The fields that an operation's document selects anywhere, as `Type.field`. */
export type Selections = ReadonlySet<string>;

/**
 * Which fields a document selects, so that rows are loaded with what will be asked of them and no field has to wait.
 * Apollo hands out the same document for the same text, so each is walked once.
 */
export class SelectionsByDocument {
  private readonly known = new WeakMap<DocumentNode, Selections>();

  constructor(private readonly schema: GraphQLSchema) {}

  of(document: DocumentNode): Selections {
    const known = this.known.get(document);
    if (known !== undefined) return known;
    const selections = this.walk(document);
    this.known.set(document, selections);
    return selections;
  }

  private walk(document: DocumentNode): Selections {
    const selections = new Set<string>();
    const typeInfo = new TypeInfo(this.schema);
    const collect = ({ name }: { readonly name: { readonly value: string } }) => {
      const parent = typeInfo.getParentType();
      if (parent) selections.add(`${parent.name}.${name.value}`);
    };
    visit(document, visitWithTypeInfo(typeInfo, { Field: collect }));
    return selections;
  }
}
