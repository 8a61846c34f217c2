import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';

/**
 * There is no container engine where the tests run. So this reads Dockerfile and compose.yaml,
 * and holds what they say against the service: its variables, its roles, its files.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true });
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const secret = 'p4ss';

/** As compose fills in variables, with the password given. */
function filled(text: string): string {
  return text.replaceAll(/\$\{(\w+)(:[-?])?([^}]*)\}/g, (_, name, kind, rest) =>
    name === 'POSTGRES_PASSWORD' ? secret : kind === ':-' ? rest : '',
  );
}

describe('compose.yaml', () => {
  for (const name of ['api', 'worker'] as const) {
    test(`runs ${name} with variables that the service takes`, () => {
      const service = compose.services[name];
      const environment = Object.fromEntries(
        Object.entries(service.environment).map(([key, value]) => [key, filled(String(value))]),
      );
      // Those of the image, which HOST above all would make a fault of.
      const read = readConfig({ HOST: '0.0.0.0', PORT: '3000', DEMO: 'off', ...environment });
      expect(read).toMatchObject({ ok: true });
      if (!read.ok) return;
      expect(read.config.databaseUrl).toContain(secret);
      expect(read.config.redisUrl).toBeDefined();
      for (const key of Object.keys(service.environment)) {
        expect(readme, `README.md does not tell of ${key}`).toContain(`\`${key}\``);
      }
      expect(service.command).toEqual(['node', 'dist/run/main.js', name]);
      for (const needed of Object.keys(service.depends_on)) {
        expect(compose.services[needed].healthcheck.test[0]).toBe('CMD');
      }
    });
  }

  test('opens nothing but the API, and that only to this machine', () => {
    for (const [name, service] of Object.entries<{ ports?: string[] }>(compose.services)) {
      const ports = service.ports ?? [];
      expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
      if (name !== 'api') expect(ports).toEqual([]);
    }
  });

  test('names every volume that it uses, and gives services time to drain', () => {
    const used = Object.values<{ volumes?: string[] }>(compose.services)
      .flatMap((service) => service.volumes ?? [])
      .map((volume) => volume.split(':')[0]);
    expect(used.toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
    expect(compose.services.worker.stop_grace_period).toBe('15s');
  });
});

test('a command that npm has linked can still be run after the next build', () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  accessSync(join(root, bin.afterbell), constants.X_OK);
});

describe('the Dockerfile', () => {
  test('copies files that are there, and runs as an ordinary user', () => {
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words = '']) =>
      words.split(' ').slice(0, -1),
    );
    expect(copies).toContain('package-lock.json');
    for (const path of copies) expect(existsSync(join(root, path)), path).toBe(true);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile.indexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('RUN '));
  });

  test('keeps every package that the service imports', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    // What `npm prune --omit=dev` takes away must be asked for by no file that a service runs.
    const folders = ['src', 'solver', 'api', 'workers'];
    const missing = new Set<string>();
    for (const folder of folders) {
      for (const file of readdirSync(join(root, 'dist', folder), { recursive: true })) {
        if (!String(file).endsWith('.js')) continue;
        const text = readFileSync(join(root, 'dist', folder, String(file)), 'utf8');
        for (const [, name = ''] of text.matchAll(
          /(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[a-z][\w.:/-]*)'/g,
        )) {
          const isPackage = !name.startsWith('node:');
          const owner = name.split('/').slice(0, name.startsWith('@') ? 2 : 1);
          if (isPackage && !Object.hasOwn(dependencies, owner.join('/'))) {
            missing.add(`${folder}/${file}: ${name}`);
          }
        }
      }
    }
    expect([...missing]).toEqual([]);
  });

  test('sets variables that the service takes', () => {
    const block = /^ENV ((?:.*\\\n)*.*)$/m.exec(dockerfile)?.[1] ?? '';
    const pairs = [...block.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]);
    const { NODE_ENV: _, ...environment } = Object.fromEntries(pairs);
    expect(Object.keys(environment).length).toBeGreaterThan(3);
    expect(readConfig(environment)).toMatchObject({ ok: true, config: { host: '0.0.0.0' } });
  });

  test('leaves out of the build what the build does not need, and nothing else', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
    for (const needed of ['src', 'solver', 'api', 'workers', 'web', 'tsconfig.build.json']) {
      expect(ignored).not.toContain(needed);
    }
  });
});
