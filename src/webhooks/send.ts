import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { DeliveryResult, DueDelivery } from '../store/index.ts';
import { PrivateAddressError, publicLookup, urlFault } from './address.ts';
import { signatureHeaders } from './signature.ts';

const TIMEOUT_MS = 10_000;
/** 410: the receiver says that it is gone for good. */
const GONE = 410;

/** One try. Never throws; the answer's body is not read, for nothing in it matters here. */
export async function sendDelivery(
  delivery: Pick<DueDelivery, 'url' | 'secret' | 'eventId' | 'payload'>,
  allowsPrivate: boolean,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  // The setting may have been changed since the webhook was made.
  const fault = urlFault(delivery.url, allowsPrivate);
  if (fault) return { error: fault, isFinal: true };
  return await new Promise((resolve) => {
    const { secret, eventId, payload } = delivery;
    const url = new URL(delivery.url);
    const seconds = Math.floor(Date.now() / 1000);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal,
      ...(allowsPrivate ? {} : { lookup: publicLookup }),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'user-agent': 'AfterBell-Webhook/1',
        ...signatureHeaders(secret, eventId, seconds, payload),
      },
    });
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
      TIMEOUT_MS,
    );
    request.on('response', (response) => {
      clearTimeout(timer);
      const status = response.statusCode ?? 0;
      response.destroy();
      const isTaken = status >= 200 && status < 300;
      const isElsewhere = status >= 300 && status < 400;
      const more = isElsewhere ? ', and redirects are not followed: add its new address' : '';
      const error = `the receiver answered ${status}${more}`;
      resolve({ responseStatus: status, ...(isTaken ? {} : { error, isFinal: status === GONE }) });
    });
    request.on('error', (error) => {
      clearTimeout(timer);
      resolve({ error: error.message, isFinal: error instanceof PrivateAddressError });
    });
    request.end(payload);
  });
}
