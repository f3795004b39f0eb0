import { takeTokenFromAddressBar } from './session/token.js';

// The token leaves the address bar first: nothing that is loaded later can find it there, and a copied address
// or a screenshot of a page that is still loading does not hand it on. So the application is a dynamic import.
const link = takeTokenFromAddressBar();

import('./start.js')
  .then(({ start }) => {
    start(link);
  })
  .catch(() => {
    document.body.textContent = 'The explorer could not be loaded. Please reload the page.';
  });
