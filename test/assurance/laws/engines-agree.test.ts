import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeWithMongodb } from '../../support/mongodb.js';
import { observedWorlds } from '../worlds/observed.js';
import { LawStage } from './each-engine.js';
import { played } from './played.js';
import { prove } from './prove.js';
import { stepsIn } from './steps.js';

const MOST_STEPS = 12;

describeWithMongodb('MongoDB and SQLite', () => {
  const [sqlite, mongodb] = [new LawStage('sqlite'), new LawStage('mongodb')];
  beforeAll(() => Promise.all([sqlite.start(), mongodb.start()]));
  afterAll(() => Promise.all([sqlite.stop(), mongodb.stop()]));

  it('answer alike through any sequence of changes: every field, error, warning, revision and list', async () => {
    const cases = observedWorlds().chain((world) =>
      fc.record({ world: fc.constant(world), steps: fc.array(stepsIn(world), { maxLength: MOST_STEPS }) }),
    );
    await prove('L16', { cases, tries: 3 }, async ({ world, steps }) => {
      const onSqlite = await played(sqlite, world, steps);
      expect(await played(mongodb, world, steps)).toEqual(onSqlite);
      return onSqlite.length;
    });
  });
});
