import { createHash, randomBytes } from 'node:crypto';

/** What an API key looks like: "ab_" and 43 letters and digits of 256 random bits. */
export const KEY_FORM = /^ab_[\w-]{32,200}$/;
const PREFIX_LENGTH = 9;

export interface NewSecret {
  /** Shown once and kept nowhere. */
  secret: string;
  /** Its first characters, to tell secrets apart. */
  prefix: string;
  hash: string;
}

export function newApiKey(): NewSecret {
  const secret = `ab_${randomBytes(32).toString('base64url')}`;
  return { secret, prefix: keyPrefix(secret), hash: hashSecret(secret) };
}

/** The first characters of a key, which may be shown. */
export function keyPrefix(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

export function newLinkToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashSecret(token) };
}

/** Secrets here are random and long, so a fast hash is enough; passwords are another matter. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
