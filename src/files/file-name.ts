/** A name that every file system takes. */
export function fileName(wanted: string): string {
  const name = wanted
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...name].slice(-80).join('') || 'afterbell';
}
