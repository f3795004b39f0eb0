import { findMongod } from '../../test/support/mongod-binary.js';
import { Mongod } from '../../test/support/mongod.js';

/** Of a machine that is not for tests alone; with less, a million integrations are read and written from the disk. */
const CACHE_GIGABYTES = 4;

/** Runs `work` with a replica set: that of `MONGODB_URI`, else one of its own, else none, which is said. */
export async function withMongodb(
  say: (line: string) => void,
  work: (uri: string | undefined) => Promise<void>,
): Promise<void> {
  const given = process.env.MONGODB_URI ?? '';
  if (given !== '') return work(given);
  const binary = await findMongod();
  if (binary.kind === 'MISSING') {
    say(`Without MongoDB: ${binary.reason}`);
    return work(undefined);
  }
  const mongod = await Mongod.start({ binary: binary.path, cacheGigabytes: CACHE_GIGABYTES });
  try {
    await work(mongod.uri);
  } finally {
    await mongod.stop();
  }
}
