import { describe, it } from '@jest/globals';
import { describeWithMongodb } from '../../support/mongodb.js';
import { concurrentScripts } from './commands/commands.js';
import { scriptsOn, TIME_LIMIT_MS } from './describe-scripts.js';
import { oneLateGateway, twoLateGateways, twoProcesses } from './run/gateways.js';

const MOST_BATCHES = 6;
const COMMON = { revisions: 'S5', changes: 'S6', replayed: 'S7' };

describe('at the same time, on SQLite', () => {
  const player = scriptsOn(oneLateGateway);

  it(
    'changes, questions and imports come in one order that explains every answer',
    () => player.play(concurrentScripts(MOST_BATCHES), 15, { answers: 'S2', ...COMMON }),
    TIME_LIMIT_MS,
  );
});

describeWithMongodb('at the same time, over two gateways on one MongoDB', () => {
  const player = scriptsOn(twoLateGateways);

  it(
    'changes, questions and imports come in one order that explains every answer',
    () => player.play(concurrentScripts(MOST_BATCHES), 12, { answers: 'S3', ...COMMON }),
    TIME_LIMIT_MS,
  );
});

describeWithMongodb('at the same time, over two processes on one MongoDB', () => {
  const player = scriptsOn(twoProcesses);

  it(
    'changes, questions and imports come in one order that explains every answer',
    () => player.play(concurrentScripts(MOST_BATCHES), 8, { answers: 'S4', ...COMMON }),
    TIME_LIMIT_MS,
  );
});
