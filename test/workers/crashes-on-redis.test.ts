import { describeCrashes } from '../support/service/crash-suite.ts';
import { startRedis } from '../support/service/processes.ts';

const redis = await startRedis();
if ('missing' in redis) {
  if (process.env.CI) throw new Error(`the suite of Redis cannot run: ${redis.missing}`);
  process.stdout.write(`skipped on Redis: ${redis.missing}\n`);
}
describeCrashes('redis', redis);
