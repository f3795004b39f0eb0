import type { ASTNode, DocumentNode, Location, SourceLocation } from 'graphql';

const PLACE = Symbol('line and column');

/** A node of a document that was given its place. */
interface PlacedNode {
  loc?: Location | undefined;
  [PLACE]?: SourceLocation;
}

const LINE_END = /\r\n|[\n\r]/g;

/**
 * Gives each node its line and column, in place of what the parser noted. With that, every error would look for its
 * place by walking the text from its beginning, and one document of many lines and many errors took minutes; besides,
 * it holds on to each token and the text [O3].
 */
export function placeNodes(document: DocumentNode): void {
  const text = document.loc?.source.body;
  if (text === undefined) return;
  const starts = [0, ...Array.from(text.matchAll(LINE_END), ({ index, 0: end }) => index + end.length)];
  let line = 0;
  const place = (node: PlacedNode): void => {
    if (node.loc !== undefined) {
      const { start } = node.loc;
      while ((starts[line] ?? 0) > start) line -= 1;
      while ((starts[line + 1] ?? Infinity) <= start) line += 1;
      node[PLACE] = { line: line + 1, column: start - (starts[line] ?? 0) + 1 };
      // Not removed: that would make each node slow to read from then on.
      node.loc = undefined;
    }
    for (const part of Object.values(node)) {
      if (Array.isArray(part)) for (const one of part) place(one as PlacedNode);
      else if (isNode(part)) place(part);
    }
  };
  place(document);
}

/** Where nodes stand in their document; undefined for none. */
export function placesOf(nodes: readonly ASTNode[] = []): readonly SourceLocation[] | undefined {
  const places = nodes.flatMap((node) => (node as PlacedNode)[PLACE] ?? []);
  return places.length === 0 ? undefined : places;
}

function isNode(part: unknown): part is PlacedNode {
  return typeof part === 'object' && part !== null && 'kind' in part;
}
