/** A line that is not blank; numbers count from 1. */
export interface Line {
  number: number;
  text: string;
  words: string[];
}

/** The lines of a text that are not blank, without white space around them. */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ number: i + 1, text: line.trim() }))
    .filter(({ text }) => text !== '')
    .map((line) => ({ ...line, words: line.text.split(/\s+/) }));
}

/** 0 to 1,000,000; undefined for anything else. */
export function wholeNumber(text: string): number | undefined {
  if (!/^\d{1,7}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= 1_000_000 ? value : undefined;
}

/** A value as it stands in a file, shortened. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
