import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  // React Aria brings its texts in more than thirty languages, of which the console speaks one.
  plugins: [{ ...optimizeLocales.vite({ locales: ['en-GB', 'en-US'] }), enforce: 'pre' }, react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    // A picture or font inside the style sheet would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    // Lists the chunks of the first page, for the test of its size.
    manifest: true,
    // Otherwise vite adds a script of its own to the page for browsers that all know module preloading by now.
    modulePreload: { polyfill: false },
  },
});
