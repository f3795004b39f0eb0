import type { Section } from './section.js';

/** In the order of the goals. */
export const SECTIONS: readonly Section[] = [];
