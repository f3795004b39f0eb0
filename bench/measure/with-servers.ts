import type { ServerName, ServerSettings } from '../servers/server-settings.js';
import { startLoadClient } from './load.js';
import type { LoadClient } from './load.js';
import { MeasuredServer } from './measured-server.js';

/** A program, and how its settings differ from those of the others. */
export interface Variant {
  readonly program: ServerName;
  readonly settings?: Partial<ServerSettings>;
}

export interface RunningServers<Name extends string> {
  readonly client: LoadClient;
  readonly servers: ReadonlyMap<Name, MeasuredServer>;
}

export interface RunningServer {
  readonly client: LoadClient;
  readonly server: MeasuredServer;
}

/** The product alone, and the process that loads it. */
export function withGateway<T>(
  settings: ServerSettings,
  work: (running: RunningServer) => Promise<T>,
): Promise<T> {
  return withServer({ program: 'gateway' }, settings, work);
}

/** One server alone, and the process that loads it. */
export function withServer<T>(
  variant: Variant,
  settings: ServerSettings,
  work: (running: RunningServer) => Promise<T>,
): Promise<T> {
  return withServers({ server: variant }, settings, ({ client, servers }) => {
    const server = servers.get('server');
    if (server === undefined) throw new Error(`The server ${variant.program} did not start`);
    return work({ client, server });
  });
}

/** Starts a process for each variant and one that loads them, and ends them all after `work`. */
export async function withServers<Name extends string, T>(
  variants: Readonly<Record<Name, Variant>>,
  settings: ServerSettings,
  work: (running: RunningServers<Name>) => Promise<T>,
): Promise<T> {
  const client = startLoadClient();
  const servers = new Map<Name, MeasuredServer>();
  try {
    for (const [name, variant] of Object.entries(variants) as [Name, Variant][]) {
      servers.set(name, await MeasuredServer.start(variant.program, { ...settings, ...variant.settings }));
    }
    return await work({ client, servers });
  } finally {
    await Promise.all([client, ...servers.values()].map((process) => process.stop()));
  }
}
