import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { CacheUse } from '../../src/collections/cache-use.js';
import { LAYERS } from '../../src/decision/decision.js';
import { HTTP_STATUS } from '../../src/errors/public-errors.js';
import { Metrics } from '../../src/metrics/metrics.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const alertFile = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
});

const ALERTS = alertFile
  .parse(parse(read('deploy/prometheus/alerts.yaml')))
  .groups.flatMap(({ rules }) => rules);
const PANELS = dashboard.parse(JSON.parse(read('deploy/grafana/latchkey.json'))).panels;
const EXPRESSIONS = [
  ...ALERTS.map(({ alert, expr }) => [alert, expr] as const),
  ...PANELS.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** What a label may say, where the alerts and the dashboard ask for it. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  outcome: [
    ...['ANSWERED', 'ANSWERED_WITH_ERRORS', 'REFUSED', 'FAILED', 'GONE'],
    ...['MADE', 'NOTHING_CHANGED', 'OVERLOADED', 'UNKNOWN', 'ALLOWED', 'DENIED'],
  ],
  code: ['NONE', ...Object.keys(HTTP_STATUS)],
  operation: ['none', 'other'],
  kind: ['change', 'openSnapshot'],
  layer: LAYERS,
};

/** The names of all series there are, with one of each counted. */
async function seriesNames(): Promise<ReadonlyMap<string, readonly string[]>> {
  const metrics = new Metrics();
  metrics.request({ operation: 'other', outcome: 'ANSWERED', code: 'NONE', seconds: 1, cost: 1 });
  metrics.decision({ allowed: true, decidedBy: 'ROLE' });
  metrics.datastoreCall('change', 1, true);
  metrics.change('MADE', 2);
  metrics.watchCache('facts', new CacheUse());
  metrics.watchCommands(() => 1);
  metrics.watchConnections(() => 1);
  const { body } = await metrics.text();
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [
      line.split(/[{ ]/, 1).join(''),
      [...line.matchAll(/(\w+)="/g)].map(([, label]) => label ?? ''),
    ]),
  );
}

/** The series that an expression asks for, each with what it demands of its labels. */
function selectorsIn(expr: string): readonly (readonly [name: string, labels: string])[] {
  const found = expr.matchAll(/\b((?:latchkey|nodejs|process)_\w+)(?:\{([^}]*)\})?/g);
  return [...found].map(([, name = '', labels = '']) => [name, labels]);
}

describe('the alerts and the dashboard [O27]', () => {
  it.each(EXPRESSIONS)('ask for metrics that there are: %s', async (_, expr) => {
    const names = await seriesNames();
    const selectors = selectorsIn(expr);
    expect(selectors.length).toBeGreaterThan(0);
    for (const [name, labels] of selectors) {
      expect([...names.keys()]).toContain(name);
      for (const [, label = '', value = ''] of labels.matchAll(/(\w+)!?="([^"]*)"/g)) {
        expect(names.get(name)).toContain(label);
        expect(VALUES[label]).toContain(value);
      }
    }
    for (const [, labels = ''] of expr.matchAll(/\bby \(([^)]*)\)/g)) {
      const known = new Set(selectors.flatMap(([name]) => names.get(name) ?? []));
      for (const label of labels.split(', ')) expect([...known]).toContain(label);
    }
  });

  it('leave no metric of the gateway unseen', async () => {
    const asked = EXPRESSIONS.flatMap(([, expr]) => selectorsIn(expr).map(([name]) => name));
    const families = [...(await seriesNames()).keys()]
      .filter((name) => name.startsWith('latchkey_'))
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    for (const family of new Set(families)) {
      expect(asked.some((name) => name.startsWith(family))).toBe(true);
    }
  });

  it('are explained: each alert has a heading of its name, which it points to', () => {
    const headings = new Set(
      [...read('docs/operations.md').matchAll(/^#### (.+)$/gm)].map(([, text]) => text),
    );
    for (const { alert, annotations } of ALERTS) {
      expect([...headings]).toContain(alert);
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    }
    expect(headings.size).toBe(ALERTS.length);
  });
});
