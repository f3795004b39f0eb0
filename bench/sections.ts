import type { Section } from './section.js';
import { commandsSection } from './sections/commands.js';
import { engineSection } from './sections/engine.js';
import { hostileSection } from './sections/hostile.js';
import { flatSection } from './sections/lists.js';
import { memorySection } from './sections/memory.js';
import { promisesSection } from './sections/promises.js';
import { listSection, stockSection } from './sections/requests.js';
import { mongodbServersSection, serversSection } from './sections/servers.js';
import { sharingSection } from './sections/sharing.js';
import { tailSection } from './sections/tail.js';
import { transferSection } from './sections/transfer.js';
import { writesSection } from './sections/writes.js';

/** In the order of the goals. */
export const SECTIONS: readonly Section[] = [
  listSection,
  stockSection,
  promisesSection,
  commandsSection,
  tailSection,
  serversSection,
  mongodbServersSection,
  engineSection,
  flatSection,
  sharingSection,
  memorySection,
  writesSection,
  hostileSection,
  transferSection,
];
