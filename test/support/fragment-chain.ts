/** With eight tokens each, about as many fragments as the 15,000 tokens of a document hold. */
const CHAIN_LENGTH = 1_850;

/** `F0` on a type, which spreads `F1`, and so on to the last, which selects `end`. */
export function fragmentChain(type: string, end: string): string {
  const links = Array.from(
    { length: CHAIN_LENGTH },
    (_, place) => `fragment F${place} on ${type} { ...F${place + 1} }`,
  );
  return `${links.join(' ')} fragment F${CHAIN_LENGTH} on ${type} { ${end} }`;
}
