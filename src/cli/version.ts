import { existsSync, readFileSync } from 'node:fs';

/** The version of the package that this file is part of, whether built or not. */
export function version(): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const manifest = new URL('package.json', folder);
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).version;
    if (folder.pathname === '/') return '0.0.0';
  }
}
