/**
 * What was said of a full disk, by us or by Postgres, which may be what a failed upgrade of the
 * schema or a start of Postgres comes from. Undefined where the trouble is another one.
 */
export function diskFull(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, message } = one as NodeJS.ErrnoException;
    // Programs that end with it have it among other lines.
    const said = message.split('\n').find((line) => line.includes('No space left on device'));
    // 53100 is Postgres's own.
    if (said !== undefined || code === 'ENOSPC' || code === '53100') return said ?? message;
  }
  return undefined;
}
