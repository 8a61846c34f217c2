import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Tests run what is built, which is made anew where the sources are newer. */
export default function build(): void {
  const reason = whyBuild();
  if (reason === undefined) return;
  process.stdout.write(`building: ${reason}\n`);
  const { status } = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: 'inherit',
    // Tests run in another one, for which React would be built with its checks.
    env: { ...process.env, NODE_ENV: 'production' },
    // npm is a script there.
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm run build ended with ${status}`);
}

/** What has no build or is newer than it; undefined where nothing is. */
function whyBuild(): string | undefined {
  const whole = Math.min(...['run/main.js', 'web/index.html'].map((name) => changed('dist', name)));
  if (whole === 0) return 'nothing is built';
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const name of [...settings, 'vite.config.ts'])
    if (changed(name) > whole) return `${name} has changed`;
  for (const folder of ['src', 'solver', 'api', 'workers', 'bench', 'web']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(tsx?|css|html|svg)$/.test(file) || /node_modules|results/.test(file)) continue;
      if (changed(folder, file) > whole) return `${join(folder, file)} has changed`;
      // A file that was moved is as old as it was.
      const isAlone = folder !== 'web' && /(?<!\.d)\.ts$/.test(file);
      if (isAlone && changed('dist', folder, file.replace(/ts$/, 'js')) === 0)
        return `${join(folder, file)} is not built`;
    }
  }
  return undefined;
}

/** Milliseconds; 0 of a file that is not there. */
function changed(...path: string[]): number {
  return statSync(join(root, ...path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
