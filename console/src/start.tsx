import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { config } from 'zod/mini';
import type { FollowedLink } from '../../explorer/src/session/token.js';
import { App } from './app.js';
import { showTheme } from './frame/theme.js';
import './styles/base.css';

/** Renders the console into the page, which was opened by this sign-in link, if by any. */
export function start(link: FollowedLink): void {
  // Otherwise zod probes for `new Function`, which the content security policy reports as a violation.
  config({ jitless: true });
  showTheme();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element #root.');
  createRoot(root).render(
    <I18nProvider locale="en-GB">
      <App link={link} />
    </I18nProvider>,
  );
}
