const JSON_TYPE = 'application/json';
const GRAPHQL_RESPONSE_TYPE = 'application/graphql-response+json';

/**
 * The media type of an answer that GraphQL itself does not give: that of GraphQL over HTTP where the client prefers it
 * to plain JSON, else JSON, also where the client says nothing or accepts neither [O11].
 */
export function mediaTypeFor(accept = ''): string {
  const ranges = accept.toLowerCase().split(',').map(rangeOf);
  const asked = ranges.find(({ type }) => type === GRAPHQL_RESPONSE_TYPE);
  const json = ranges.find(({ type }) => type === JSON_TYPE);
  const any = ranges.find(({ type }) => type === 'application/*' || type === '*/*');
  const isPreferred =
    asked !== undefined &&
    asked.quality > 0 &&
    (json === undefined ? asked.quality >= (any?.quality ?? 0) : isBefore(asked, json));
  return `${isPreferred ? GRAPHQL_RESPONSE_TYPE : JSON_TYPE}; charset=utf-8`;
}

interface MediaRange {
  readonly type: string;
  /** From 0, which is never, to 1. */
  readonly quality: number;
  readonly place: number;
}

/** Of two that are wanted alike, the one that is named first. */
function isBefore(one: MediaRange, other: MediaRange): boolean {
  return one.quality === other.quality ? one.place < other.place : one.quality > other.quality;
}

function rangeOf(text: string, place: number): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: Number.isFinite(quality) ? quality : 0, place };
}
