const SECONDS_OF_UNIT = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const DURATION = /^([1-9]\d{0,8})([smhd])$/;
const LONGEST_SECONDS = 365 * SECONDS_OF_UNIT.d;

/** Seconds of a duration such as `90s`, `15m`, `1h` or `7d`; undefined when it is none, or longer than 365 days. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (count === undefined || !isUnit(unit)) return undefined;
  const seconds = Number(count) * SECONDS_OF_UNIT[unit];
  return seconds <= LONGEST_SECONDS ? seconds : undefined;
}

function isUnit(text: string | undefined): text is keyof typeof SECONDS_OF_UNIT {
  return text !== undefined && text in SECONDS_OF_UNIT;
}
