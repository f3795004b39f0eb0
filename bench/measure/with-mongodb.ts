import { findMongod } from '../../test/support/mongod-binary.js';
import { Mongod } from '../../test/support/mongod.js';

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
  const mongod = await Mongod.start({ binary: binary.path });
  try {
    await work(mongod.uri);
  } finally {
    await mongod.stop();
  }
}
