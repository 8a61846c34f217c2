import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Where a webhook may go. A person who may add webhooks could otherwise make this server speak
 * to what only it can reach: the database beside it, a cloud's metadata, a router. So a name is
 * looked up by us, and the connection goes to the very address that was checked: a name that
 * answers differently the second time gains nothing. Redirects are not followed.
 */

/** Whether the address is one of the public internet. */
export function isPublic(address: string): boolean {
  try {
    // An IPv4 address that is written as IPv6 counts as what it is.
    return ipaddr.process(address).range() === 'unicast';
  } catch {
    return false;
  }
}

export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} is not an address of the public internet`);
  }
}

/** For `http.request`: looks a name up and refuses it when any of its addresses is private. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  systemLookup(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error) return callback(error, '', 0);
    if (!first || addresses.some(({ address }) => !isPublic(address))) {
      return callback(new PrivateAddressError(host), '', 0);
    }
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

/** What is wrong with a URL as the place of a webhook, or undefined. */
export function urlFault(text: string, allowsPrivate: boolean): string | undefined {
  if (text.includes('\u0000')) return 'it holds the character 0';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'it is not a URL';
  }
  if (url.protocol !== 'https:' && !(allowsPrivate && url.protocol === 'http:')) {
    return allowsPrivate ? 'it is neither https nor http' : 'it does not begin with https://';
  }
  if (url.username !== '' || url.password !== '') return 'it holds a user name or a password';
  // A name is looked up when something is sent; an address never is, so it is checked here.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowsPrivate && isIP(host) !== 0 && !isPublic(host)) {
    return `${host} is not an address of the public internet`;
  }
  if (!allowsPrivate && /(^|\.)(localhost|local|internal)$/i.test(host)) {
    return `${host} is a name of this machine or its network`;
  }
  return undefined;
}
