import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Tests run what was built: here is said if the sources are newer. */
export default function isBuilt(): void {
  for (const folder of ['src', 'solver', 'api', 'workers', 'bench']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.includes('node_modules')) continue;
      const built = join(root, 'dist', folder, file.replace(/ts$/, 'js'));
      const oldest = Math.min(changed(built), changed(join(root, 'dist/run/main.js')));
      if (oldest < changed(join(root, folder, file))) {
        throw new Error(`${folder}/${file} is newer than what was built of it: npm run build`);
      }
    }
  }
}

/** Milliseconds; 0 of a file that is not there. */
function changed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
