import { resolve, sep } from 'node:path';
import { databaseTrouble } from './database-trouble.ts';
import { diskFull } from './disk-full.ts';
import type { Role } from './service.ts';

/** What the service was told of where it should run. */
interface Place {
  host: string;
  port: number;
  workerPort?: number | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
}

/** Why the service cannot start, for whoever typed the command: what to try, Chinese first. */
export function startTrouble(error: unknown, place: Place, role: Role = 'all'): string[] {
  const { host, dataDir, databaseUrl } = place;
  // A worker listens for probes alone.
  const [setting, port] =
    role === 'worker' ? ['WORKER_PORT', place.workerPort ?? 0] : ['PORT', place.port];
  const start = role === 'all' ? 'npm start' : `npm start -- ${role}`;
  const { code, message, path, hostname } = error as NodeJS.ErrnoException & { hostname?: string };
  if (code === 'EADDRINUSE') {
    const other = `${setting}=${port + 1} ${start}`;
    return [
      `${host} 的端口 ${port} 已被占用。可能服务已经在运行；也可以换一个端口：${other}`,
      `Port ${port} on ${host} is taken. Maybe the service runs already, or choose another: ${other}`,
    ];
  }
  if (code === 'EACCES' && port < 1024 && path === undefined) {
    return [
      `只有 root 可以打开端口 ${port}。请选 1023 以上的端口：${setting}=3000 ${start}`,
      `Port ${port} may be opened only by root. Choose one above 1023: ${setting}=3000 ${start}`,
    ];
  }
  if (code === 'EADDRNOTAVAIL' || (hostname !== undefined && hostname === host)) {
    return [
      `HOST “${host}”不是这台机器的地址。只供本机使用时写 127.0.0.1，供其他机器使用时写 0.0.0.0。`,
      `HOST "${host}" is no address of this machine (${message}). Choose 127.0.0.1 for this machine alone, 0.0.0.0 for others as well.`,
    ];
  }
  const ofDatabase = databaseUrl && databaseTrouble(error, databaseUrl);
  if (ofDatabase) return ofDatabase;
  const full = diskFull(error);
  if (full !== undefined) {
    return [
      '磁盘已满，服务启动不了；原有数据没有改动。请腾出空间后重试。',
      `The disk is full, and the service cannot start (${full}). What was stored is as it was. Make room and try again.`,
    ];
  }
  const folder = resolve(dataDir);
  if (path !== undefined && `${path}${sep}`.startsWith(`${folder}${sep}`)) {
    return [
      `数据文件夹“${folder}”用不了（${code}）。可能它属于另一个用户（例如曾以 root 启动过），或所在位置不可写；请换一个：DATA_DIR=… npm start`,
      `The data folder ${folder} cannot be used (${message}). Maybe it belongs to another user, as after a start as root, or cannot be written there. Choose another: DATA_DIR=… npm start`,
    ];
  }
  // What we say ourselves is in both languages.
  if (/^[“\p{Script=Han}]/u.test(message)) return [`服务启动不了：${message}`];
  return [`服务启动不了。 The service cannot start: ${message || code}`];
}
