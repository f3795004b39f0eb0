import { existsSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { readServeSettings } from '../../src/config/environment.js';
import { PROJECT_ROOT, readProjectFile } from './dockerfile.js';

const text = readProjectFile('docker-compose.yml');

const service = z.strictObject({
  image: z.string(),
  build: z.literal('.').optional(),
  command: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  environment: z.record(z.string(), z.string().nullable()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal('CMD'), z.string()]).rest(z.string()),
      interval: z.string(),
      timeout: z.string(),
      start_period: z.string(),
      retries: z.int(),
    })
    .optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  restart: z.literal('unless-stopped'),
});

const compose = z
  .strictObject({
    name: z.literal('latchkey'),
    services: z.strictObject({ mongodb: service, gateway: service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(text, { strict: true, uniqueKeys: true }));
const { mongodb, gateway } = compose.services;

/** What compose puts in for a variable that is set nowhere but in `given`; undefined: not passed on. */
function interpolated(value: string | null, given: string): string | undefined {
  return value?.replace(/\$\{\w+:(-|\?)([^}]*)\}/, (_, operator, rest: string) =>
    operator === '-' ? rest : given,
  );
}

describe('docker-compose.yml', () => {
  it('starts MongoDB as a replica set of one, kept in a volume and not published', () => {
    expect(mongodb.command).toEqual(['mongod', '--replSet', 'rs0', '--bind_ip_all']);
    expect(mongodb.volumes).toEqual(['mongodb-data:/data/db']);
    expect(Object.keys(compose.volumes)).toEqual(['mongodb-data']);
    expect(mongodb.ports).toBeUndefined();
  });

  it.each([
    { state: 'a new volume, before the election', isInitiated: false, isWritablePrimary: false, exitCode: 1 },
    { state: 'a set without a primary', isInitiated: true, isWritablePrimary: false, exitCode: 1 },
    { state: 'a set that takes writes', isInitiated: true, isWritablePrimary: true, exitCode: 0 },
  ])('checks the health of $state', ({ isInitiated, isWritablePrimary, exitCode }) => {
    const calls: unknown[] = [];
    runInNewContext(mongodb.healthcheck?.test.at(-1) ?? '', {
      rs: {
        status: () => {
          if (!isInitiated) throw new Error('no replset config has been received');
        },
        initiate: (config: unknown) => calls.push(config),
      },
      db: { hello: () => ({ isWritablePrimary }) },
      quit: (code: number) => calls.push(code),
    });
    const replicaSet = { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] };
    expect(calls).toEqual(isInitiated ? [exitCode] : [replicaSet, exitCode]);
  });

  it('starts the gateway once MongoDB is healthy, with settings that serve accepts', () => {
    expect(gateway.depends_on).toEqual({ mongodb: { condition: 'service_healthy' } });
    const variables = Object.entries(gateway.environment ?? {}).map(([name, value]) => [
      name,
      interpolated(value, 's'.repeat(32)),
    ]);
    const environment = Object.fromEntries(variables.filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >;
    expect(readServeSettings(environment)).toMatchObject({
      datastore: { engine: 'MONGODB', uri: 'mongodb://mongodb:27017/latchkey?replicaSet=rs0' },
      auth: { kind: 'SHARED_SECRET' },
    });
  });

  it('holds no secret, and demands one', () => {
    expect(gateway.environment?.LATCHKEY_AUTH_JWT_SECRET).toMatch(/^\$\{LATCHKEY_AUTH_JWT_SECRET:\?.+\}$/);
    expect(gateway.environment?.LATCHKEY_SECRETS_KEY).toBeNull();
  });

  it('publishes the gateway on this machine alone, and gives it no more rights than it needs', () => {
    expect(gateway.ports).toEqual(['127.0.0.1:4000:4000']);
    expect(gateway).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it('documents commands whose files exist', () => {
    const files = [...text.matchAll(/gateway import (\S+)/g)].map(([, file = '']) => file);
    expect(files).toEqual(['demo/accounts/northwind.json']);
    for (const file of files) expect(existsSync(path.join(PROJECT_ROOT, file))).toBe(true);
  });
});
