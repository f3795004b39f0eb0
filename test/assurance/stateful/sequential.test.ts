import { describe, it } from '@jest/globals';
import { describeWithMongodb } from '../../support/mongodb.js';
import { sequentialScripts } from './commands/commands.js';
import { scriptsOn, TIME_LIMIT_MS } from './describe-scripts.js';
import { oneGateway } from './run/gateways.js';

const MOST_BATCHES = 15;
const PROMISES = { answers: 'S1', revisions: 'S5', changes: 'S6', replayed: 'S7' };

describe('one after another, on SQLite', () => {
  const player = scriptsOn(() => oneGateway('sqlite'));

  it(
    'changes, questions and imports are answered exactly as the model answers them',
    () => player.play(sequentialScripts(MOST_BATCHES), 20, PROMISES),
    TIME_LIMIT_MS,
  );
});

describeWithMongodb('one after another, on MongoDB', () => {
  const player = scriptsOn(() => oneGateway('mongodb'));

  it(
    'changes, questions and imports are answered exactly as the model answers them',
    () => player.play(sequentialScripts(MOST_BATCHES), 8, PROMISES),
    TIME_LIMIT_MS,
  );
});
