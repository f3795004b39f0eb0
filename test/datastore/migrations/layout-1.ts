import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import type { AccountFile } from '../../support/account-file.js';
import type { Engine } from '../../support/gateway.js';

/** The databases that version 76e7f8b wrote, as their README says. */
const FOLDER = path.join(import.meta.dirname, 'layout-1');

/** The data, or the codes of the errors. */
export interface RecordedAnswer {
  readonly account: string;
  readonly user: string;
  readonly question: string;
  readonly data?: unknown;
  readonly codes?: readonly string[];
}

interface CollectionDump {
  readonly indexes: readonly mongoose.mongo.IndexDescription[];
  readonly documents: readonly mongoose.mongo.Document[];
}

export function greekAccount(): AccountFile {
  return JSON.parse(readFileSync(path.join(FOLDER, 'greek.json'), 'utf8')) as AccountFile;
}

export function questions(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(FOLDER, 'questions.json'), 'utf8')) as Record<string, string>;
}

export function recordedAnswers(engine: Engine): readonly RecordedAnswer[] {
  return JSON.parse(unpacked(`${engine}-answers.json.gz`).toString()) as RecordedAnswer[];
}

export function writeSqliteFile(file: string): void {
  writeFileSync(file, unpacked('sqlite.db.gz'));
}

export async function fillMongodb(uri: string): Promise<void> {
  const text = unpacked('mongodb.json.gz').toString();
  const dump = mongoose.mongo.BSON.EJSON.parse(text, { relaxed: false }) as Record<string, CollectionDump>;
  const client = new mongoose.mongo.MongoClient(uri, { writeConcern: { w: 'majority' } });
  try {
    for (const [name, { indexes, documents }] of Object.entries(dump)) {
      const collection = await client.db().createCollection(name);
      if (documents.length > 0) await collection.insertMany([...documents]);
      if (indexes.length > 0) await collection.createIndexes([...indexes]);
    }
  } finally {
    await client.close();
  }
}

function unpacked(name: string): Buffer {
  return gunzipSync(readFileSync(path.join(FOLDER, name)));
}
