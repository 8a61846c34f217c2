/** So much of its height is a character wide, at most, in the fonts that people have. */
const WIDTHS = { wide: 1, capital: 0.72, other: 0.6 };

/** Chinese characters and their signs, between which a line may end anywhere. */
const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const isWide = (sign: string) => wide.test(sign) || (sign.codePointAt(0) ?? 0) > 0xffff;

/**
 * How many lines a text takes, without drawing it: words stay whole as long as they fit on a line.
 *
 * @param width and `size` of the font in pixels
 */
export function linesOf(text: string, size: number, width: number): number {
  const room = width / size;
  let lines = text === '' ? 0 : 1;
  let used = 0;
  for (const part of partsOf(text)) {
    const signs = [...part];
    const long = signs.reduce((sum, sign) => sum + widthOf(sign), 0);
    if (used + long <= room || part === ' ') {
      used += long;
      continue;
    }
    if (used > 0) lines++;
    // A word that is longer than a line is broken where the line ends.
    const extra = Math.max(0, Math.ceil(long / room) - 1);
    lines += extra;
    used = long - extra * room;
  }
  return lines;
}

function widthOf(sign: string): number {
  if (isWide(sign)) return WIDTHS.wide;
  return /[A-Z@%mwMW]/.test(sign) ? WIDTHS.capital : WIDTHS.other;
}

/** Words, blanks, and single Chinese characters. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let word = '';
  for (const sign of text) {
    const isApart = sign === ' ' || isWide(sign);
    if (!isApart) {
      word += sign;
      if (sign !== '-') continue;
    }
    if (word !== '') parts.push(word);
    word = '';
    if (isApart) parts.push(sign);
  }
  return word === '' ? parts : [...parts, word];
}
