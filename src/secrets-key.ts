import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import {
  type Database,
  keptSecrets,
  makeSecretBox,
  newSecretsKey,
  SECRETS_KEY_FORM,
  type SecretBox,
  sealSecrets,
} from './store/index.ts';

/**
 * The key with which secrets of webhooks are sealed in the database: SECRETS_KEY, or else, where
 * the service has a Postgres of its own, DATA_DIR/secrets.key (mode 600), made at the first start.
 * With DATABASE_URL there may be other machines, who must all have the same.
 */
const FILE = 'secrets.key';

/** `undefined` where there is no key, and no webhook yet that would need one. */
export async function openSecretBox(
  { secretsKey, databaseUrl, dataDir }: Config,
  db: Database,
  onTrouble: (text: string) => void,
): Promise<SecretBox | undefined> {
  const key = secretsKey ?? (databaseUrl ? undefined : ownKey(dataDir));
  const kept = await keptSecrets(db);
  if (key === undefined) {
    if (kept.clear + kept.keyIds.length === 0) return undefined;
    throw new Error(
      '已有回调，却没有设加密其密钥的 SECRETS_KEY。' +
        (kept.keyIds.length > 0
          ? `请设为当初加密用的值（编号 ${kept.keyIds.join('、')}）。 `
          : '请生成一个，每台机器用同一个：SECRETS_KEY=$(openssl rand -hex 32) 。 ') +
        'There are webhooks, and SECRETS_KEY, with which their secrets are sealed, is not set. ' +
        (kept.keyIds.length > 0
          ? `Maybe set it to the key ${kept.keyIds.join(' or ')} that they were sealed with.`
          : 'Maybe make one, the same for every machine: SECRETS_KEY=$(openssl rand -hex 32)'),
    );
  }
  const box = makeSecretBox(key);
  const others = kept.keyIds.filter((id) => id !== box.keyId);
  if (others.length > 0) {
    onTrouble(
      `Some secrets of webhooks were sealed with the key ${others.join(', ')}, and this one is ` +
        `${box.keyId}: nothing can be sent to them. Maybe set SECRETS_KEY to what the other ` +
        'installation has, or remove these webhooks and add them anew.',
    );
  }
  if (kept.clear > 0) await sealSecrets(db, box);
  return box;
}

/** The folder is locked, so nobody else makes one at the same time. */
function ownKey(dataDir: string): string {
  const path = join(dataDir, FILE);
  if (!existsSync(path)) {
    const fresh = `${path}.new-${process.pid}`;
    writeFileSync(fresh, `${newSecretsKey()}\n`, { mode: 0o600, flush: true });
    renameSync(fresh, path);
  }
  const key = readFileSync(path, 'utf8').trim();
  if (!SECRETS_KEY_FORM.test(key)) {
    throw new Error(
      `“${path}”里不是 64 位十六进制的密钥。 ${path} does not hold a key of 64 hexadecimal digits.`,
    );
  }
  return key;
}
