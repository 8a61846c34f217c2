/**
 * Codes of the operating system, where the name of a stopped container is no host any more, and of
 * Postgres: connections, resources, an operator who ends it, and a server that is read only, as one is
 * after another took over from it.
 */
const CODES = /^(ECONN|ETIMEDOUT|EPIPE|EHOST|ENET|ENOTFOUND|EAI_AGAIN|57P|08|53|25006|25P03)/;
/** What `pg` and its pool throw without a code: no connection in time, or one that broke. */
const WORDS =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|Query read timeout/;

/** Whether a database that is away, broken off or full is why something failed, and no fault of it. */
export function isStoreAway(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && CODES.test(code)) || WORDS.test(String(error));
}
