/**
 * Why the Postgres of DATABASE_URL cannot be used, and what to try, Chinese first. The URL may hold
 * a password and is not repeated. Undefined where the trouble is another one.
 */
export function databaseTrouble(error: unknown, databaseUrl: string): string[] | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  const { host, user, database } = partsOf(databaseUrl);
  const isAway = code !== undefined && unreachable.has(code);
  if (isAway || connectTimeout.test(message)) {
    const why = code ?? 'timeout';
    return [
      `连不上 DATABASE_URL 的 Postgres（${host}，${why}）。请看：它是否在运行，主机和端口是否写对，防火墙是否放行。不设 DATABASE_URL 时使用自带的数据库。`,
      `The Postgres of DATABASE_URL cannot be reached (${host}: ${why}). See whether it runs, whether host and port are right, and whether a firewall stands between. Without DATABASE_URL the service starts one of its own.`,
    ];
  }
  switch (code) {
    case '28P01':
    case '28000':
      return [
        `DATABASE_URL 的 Postgres 不让用户“${user}”登录（${code}）。请核对用户名和密码；密码里的 @ : / # 等要写成 %40 这样的形式。`,
        `The Postgres of DATABASE_URL does not let "${user}" in (${message}). See whether user and password are right; signs such as @ : / # in a password are written like %40.`,
      ];
    case '3D000':
      return [
        `DATABASE_URL 的 Postgres 里没有数据库“${database}”。请先建立：createdb ${database}`,
        `The Postgres of DATABASE_URL has no database "${database}". Make it first: createdb ${database}`,
      ];
    case '42501':
      return [
        `用户“${user}”没有在数据库“${database}”里建表的权限。请让它成为所有者：ALTER DATABASE … OWNER TO …`,
        `"${user}" may not make tables in the database "${database}" (${message}). Make it the owner: ALTER DATABASE … OWNER TO …`,
      ];
  }
  return undefined;
}

/** What `pg` says, without a code. */
const connectTimeout = /connection timeout|timeout exceeded when trying to connect/i;

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  // A server that is still starting, or ends just now.
  '57P03',
]);

function partsOf(databaseUrl: string): { host: string; user: string; database: string } {
  const { hostname, port, username, pathname } = new URL(databaseUrl);
  const user = decode(username);
  return {
    host: `${hostname || 'localhost'}:${port || 5432}`,
    user,
    database: decode(pathname.slice(1)) || user,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
