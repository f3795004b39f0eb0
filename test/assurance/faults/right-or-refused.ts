import { isDeepStrictEqual } from 'node:util';
import type { GraphqlAnswer } from '../../support/gateway.js';

type Path = readonly (string | number)[];

/**
 * What is wrong with an answer, given the one without any fault; nothing when each part of it is right, or null where
 * an error says that it can be had by trying again.
 */
export function mistakesIn(answer: GraphqlAnswer, right: GraphqlAnswer): readonly string[] {
  const { errors = [], data, status } = answer;
  const others = errors.filter(({ extensions }) => extensions.code !== 'SERVICE_UNAVAILABLE');
  const refused = errors.map(({ path = [] }) => path);
  const answered = Object.values(data ?? {}).some((value) => value !== null);
  const expectedStatus = refused.length > 0 && !answered ? 503 : 200;
  return [
    ...others.map((error) => `an error that is not about availability: ${JSON.stringify(error)}`),
    ...(status === expectedStatus ? [] : [`status ${status} in place of ${expectedStatus}`]),
    ...differences({ path: [], given: data ?? null, right: right.data ?? null }, refused),
  ];
}

interface Place {
  readonly path: Path;
  readonly given: unknown;
  readonly right: unknown;
}

function differences({ path, given, right }: Place, refused: readonly Path[]): readonly string[] {
  if (isDeepStrictEqual(given, right)) return [];
  const isRefused = refused.some((each) =>
    path.every((key, index) => each[index] === key || each.length === 0),
  );
  if (given === null && isRefused) return [];
  if (!isParent(given) || !isParent(right) || !isDeepStrictEqual(Object.keys(given), Object.keys(right))) {
    return [`at ${path.join('.')}: ${JSON.stringify(given)} in place of ${JSON.stringify(right)}`];
  }
  return Object.keys(given).flatMap((key) => {
    const place = { path: [...path, Array.isArray(given) ? Number(key) : key] };
    return differences({ ...place, given: Reflect.get(given, key), right: Reflect.get(right, key) }, refused);
  });
}

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
