import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The monaco editor is one chunk of several megabytes, which a warning at each build would not make smaller.
const LARGEST_CHUNK_KILOBYTES = 3000;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/explorer/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../dist/explorer', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: LARGEST_CHUNK_KILOBYTES,
    rolldownOptions: {
      onLog(level, log, report) {
        // GraphiQL's modules carry the directive "use no memo", which means something to its own compiler only.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});
