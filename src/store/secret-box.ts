import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Keeps secrets that are needed in clear (those that webhooks are signed with) so that who reads
 * the database or a backup of it cannot use them: AES-256-GCM with a key that lies elsewhere.
 *
 *   sealed = "sealed.1." key id "." base64url(nonce 12 bytes, tag 16 bytes, ciphertext)
 *
 * Each is bound to where it lies (`place`): one that is moved to another row does not open.
 */
export interface SecretBox {
  /** The first characters of the key's SHA-256: tells keys apart, and tells nothing of them. */
  readonly keyId: string;
  seal(secret: string, place: string): string;
  /** Throws `WrongKeyError` where it was sealed with another key, or changed. */
  open(sealed: string, place: string): string;
}

export class WrongKeyError extends Error {
  constructor(what: string) {
    super(`${what}. Maybe SECRETS_KEY is not the one that the webhook was made with`);
  }
}

const FORM = /^sealed\.1\.([0-9a-f]{8})\.([\w-]+)$/;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a key looks like as text: 64 hexadecimal digits. */
export const SECRETS_KEY_FORM = /^[0-9a-fA-F]{64}$/;

export function newSecretsKey(): string {
  return randomBytes(KEY_BYTES).toString('hex');
}

/** False of what was written before there were boxes. */
export function isSealed(text: string): boolean {
  return keyIdOf(text) !== undefined;
}

/** Which key a sealed text needs; `undefined` for one in clear. */
export function keyIdOf(text: string): string | undefined {
  return FORM.exec(text)?.[1];
}

export function makeSecretBox(hexKey: string): SecretBox {
  const key = Buffer.from(hexKey, 'hex');
  if (key.length !== KEY_BYTES) throw new Error(`a key has ${KEY_BYTES} bytes`);
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    keyId,
    seal(secret, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const bytes = Buffer.concat([nonce, cipher.getAuthTag(), text]);
      return `sealed.1.${keyId}.${bytes.toString('base64url')}`;
    },
    open(sealed, place) {
      const [, id = '', body = ''] = FORM.exec(sealed) ?? [];
      if (id !== keyId) {
        throw new WrongKeyError(`the secret was sealed with the key ${id}, and this is ${keyId}`);
      }
      const bytes = Buffer.from(body, 'base64url');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(place));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new WrongKeyError('the sealed secret does not open');
      }
    },
  };
}
