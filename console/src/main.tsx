import { takeTokenFromAddressBar } from '../../explorer/src/session/token.js';

// The token leaves the address bar before anything else is loaded that could find it there.
const link = takeTokenFromAddressBar();

import('./start.js')
  .then(({ start }) => {
    start(link);
  })
  .catch(() => {
    document.body.textContent = 'The console could not be loaded. Please reload the page.';
  });
