import mongoose from 'mongoose';

/** What MongoDB itself noted of a command: how it was really planned and run. */
export interface Profiled {
  readonly command: Readonly<Record<string, unknown>>;
  readonly planSummary?: string;
  /** Of a find: the stages as they ran. */
  readonly execStats?: Stage;
  readonly docsExamined?: number;
  readonly keysExamined?: number;
  readonly hasSortStage?: boolean;
  readonly ninserted?: number;
  readonly nModified?: number;
  readonly ndeleted?: number;
  readonly upsert?: boolean;
}

interface Stage {
  readonly stage: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
}

/** A client past the datastore, on the same database. */
export class RawDatabase {
  readonly #client: mongoose.mongo.MongoClient;

  constructor(uri: string) {
    this.#client = new mongoose.mongo.MongoClient(uri, { writeConcern: { w: 'majority' } });
  }

  collection<T extends mongoose.mongo.Document>(name: string): mongoose.mongo.Collection<T> {
    return this.#client.db().collection<T>(name);
  }

  /** The commands that ran on the database while `work` did, in order. */
  async profiled(work: () => Promise<unknown>): Promise<readonly Profiled[]> {
    const database = this.#client.db();
    await database.dropCollection('system.profile').catch(() => undefined);
    await database.command({ profile: 2 });
    await work();
    await database.command({ profile: 0 });
    const entries = await database.collection('system.profile').find().sort({ $natural: 1 }).toArray();
    return entries.filter(({ op }) => op !== 'none') as unknown as Profiled[];
  }

  async drop(): Promise<void> {
    await this.#client.db().dropDatabase();
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** The kinds of stages of a plan, each once. */
export function stagesOf(stage: Stage | undefined): readonly string[] {
  if (stage === undefined) return [];
  const inner = [...(stage.inputStage === undefined ? [] : [stage.inputStage]), ...(stage.inputStages ?? [])];
  return [...new Set([stage.stage, ...inner.flatMap(stagesOf)])].sort();
}
