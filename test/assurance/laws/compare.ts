import type { Answers } from '../oracle/answers.js';

/** Everything that somebody may do, in words, so that two states of an account can be compared as sets. */
export function rightsIn({ decisions, lists, whoCan }: Answers): ReadonlySet<string> {
  const allowed = Object.entries(decisions).filter(([, answer]) => answer.allowed);
  const rowsOf = (found: Answers['lists']) =>
    Object.entries(found).flatMap(([question, ids]) => ids.map((id) => `${question}: ${id}`));
  return new Set([...allowed.map(([question]) => question), ...rowsOf(lists), ...rowsOf(whoCan)]);
}

/** The rights of the first that are not among those of the second. */
export function missingFrom(after: Answers, before: Answers): readonly string[] {
  const there = rightsIn(after);
  return [...rightsIn(before)].filter((right) => !there.has(right));
}

/** The answers that are not about one RBAC id. */
export function answersElsewhere({ decisions, lists, whoCan }: Answers, rbacId: string): Answers {
  const elsewhere = <Answer>(answers: Readonly<Record<string, Answer>>) =>
    Object.fromEntries(Object.entries(answers).filter(([question]) => !question.endsWith(` ${rbacId}`)));
  const others = Object.entries(lists).map(
    ([question, ids]) => [question, ids.filter((id) => `data_providers.${id}` !== rbacId)] as const,
  );
  return {
    decisions: elsewhere(decisions),
    lists: Object.fromEntries(others),
    whoCan: elsewhere(whoCan),
  };
}

/** The same answers, whatever the order of their lists. */
export function withoutOrder({ decisions, lists, whoCan }: Answers): unknown {
  const asSets = (found: Answers['lists']) =>
    Object.fromEntries(Object.entries(found).map(([question, ids]) => [question, new Set(ids)]));
  return { decisions, lists: asSets(lists), whoCan: asSets(whoCan) };
}

/** How many answers there are. */
export function countOf({ decisions, lists, whoCan }: Answers): number {
  return [decisions, lists, whoCan].reduce((sum, answers) => sum + Object.keys(answers).length, 0);
}
