import type { RunGlobals } from './global-setup.js';

export default async function globalTeardown(): Promise<void> {
  await (globalThis as RunGlobals).latchkeyMongod?.stop();
}
