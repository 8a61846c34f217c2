import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before and after all tests: where `databaseFolder` keeps what it copies. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'afterbell-template-'));
  chmodSync(folder, 0o755);
  process.env.AFTERBELL_TEST_TEMPLATE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
