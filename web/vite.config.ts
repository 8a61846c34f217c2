import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console is built into dist/web, from where the service serves it as static files. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Says which chunk is which, for the test that weighs the first load.
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
  },
  server: { host: '127.0.0.1', proxy: { '/v1': 'http://127.0.0.1:3000' } },
});
