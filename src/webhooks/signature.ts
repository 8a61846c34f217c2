import { createHmac } from 'node:crypto';

/**
 * The headers of a delivery, after the public "Standard Webhooks" scheme: HMAC-SHA-256 with the
 * webhook's secret over `id.timestamp.body`. The id is the event's, so that a receiver can tell
 * a repetition, and the signed time lets it refuse an old one that somebody recorded.
 *
 * @param secret "whsec_" and the key in base64
 * @param seconds time of sending, in seconds since 1970
 */
export function signatureHeaders(
  secret: string,
  id: string,
  seconds: number,
  body: string,
): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}
