import { TOUR } from './tour.js';

const WELCOME = `# You get the answers of the signed-in user.
# Run this with Ctrl-Enter, then go on with
# the Tour on the left.
`;

/** What the editor shows before anything was typed. */
export const FIRST_TAB = { query: `${WELCOME}\n${TOUR[0]?.queries[0]?.query ?? ''}` };
