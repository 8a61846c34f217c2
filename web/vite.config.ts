import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The console is built into dist/web, from where the service serves it as static files. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), packed()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Says which chunk is which, for the first page and the test that weighs it.
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // What many pages share is one file of each kind: forty small ones take longer to ask for
        // than to read.
        codeSplitting: {
          groups: [
            // Before zod, which stands among the libraries, is read.
            { name: 'no-eval', test: /no-eval\.ts$/, priority: 1 },
            { name: 'library', test: /node_modules/, minShareCount: 4 },
            { name: 'shared', test: /\/(web|src)\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/v1': 'http://127.0.0.1:3000' } },
});

/** Files are packed once, here, and not at each request. */
function packed(): Plugin {
  return {
    name: 'afterbell-packed',
    async writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((one) => /\.(js|css)$/.test(one))) {
        const file = join(dir, name);
        const [from, to] = [createReadStream(file), createWriteStream(`${file}.gz`)];
        await pipeline(from, createGzip({ level: 9 }), to);
      }
    },
  };
}
