/** Bytes of a name, of which a file may have 255: two of them and what is put around fit in. */
const MOST_BYTES = 100;

/** A name that every file system takes; of a long one the end, where the kind of file stands. */
export function fileName(wanted: string): string {
  const name = wanted
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  let end = '';
  for (const char of [...name].reverse()) {
    if (Buffer.byteLength(char + end) > MOST_BYTES) break;
    end = char + end;
  }
  return end || 'afterbell';
}
