#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { requireNodeVersion } from './node-version.js';

requireNodeVersion();

// An installed package holds the compiled program alone; in a checkout it may be missing or older than its sources.
const prepareScript = new URL('../scripts/prepare.js', import.meta.url);
if (existsSync(prepareScript)) {
  const { prepare } = await import(prepareScript.href);
  prepare();
}

process.env.NODE_ENV ??= 'production';
await import('../dist/main.js');
