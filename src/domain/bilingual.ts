/** One text for people in both languages of the project. */
export interface Bilingual {
  zh: string;
  en: string;
}

const between = ' / ';

/** Both in one line, which `inLanguage` takes apart again: nothing in it looks like the middle. */
export function oneLine({ zh, en }: Bilingual): string {
  const closed = (text: string) => text.replaceAll(between, '/');
  return `${closed(zh)}${between}${closed(en)}`;
}

/**
 * One language of such a line. In lines of before names may hold what stands in the middle: they
 * come in both halves, so the middle is the one with as many before as behind it.
 */
export function inLanguage(line: string, language: keyof Bilingual): string {
  const parts = line.split(between);
  if (parts.length < 2) return line;
  const middle = Math.ceil(parts.length / 2);
  const half = language === 'zh' ? parts.slice(0, middle) : parts.slice(middle);
  return half.join(between);
}
