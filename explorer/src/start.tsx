import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import { App } from './app.js';
import type { FollowedLink } from './session/token.js';
import './styles.css';

/** Renders the explorer into the page, which was opened by this sign-in link, if by any. */
export function start(link: FollowedLink): void {
  // Otherwise zod probes for `new Function`, which the content security policy reports as a violation.
  config({ jitless: true });
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element #root.');
  createRoot(root).render(<App link={link} />);
}
