import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sfntOf } from './woff.ts';

/**
 * Noto Sans SC for PDF. The package has one file with the 8,000 characters of everyday use, and a
 * hundred small ones that together hold the rest of the typeface (rare characters of names). The
 * large one is used first and a small one where it has no glyph; what none has is shown as 〓.
 * Only glyphs that are used go into a PDF.
 */
export interface FontRun {
  /** Name under which the font is registered. */
  font: string;
  text: string;
}

/** Of a PDF library's document, what is needed here. */
interface FontHost {
  registerFont(name: string, source: Buffer): unknown;
  font(name: string): unknown;
}

/** What the library keeps of an open font; its types do not tell. */
interface OpenFont {
  hasGlyphForCodePoint(code: number): boolean;
  glyphForCodePoint(code: number): { advanceWidth: number };
  unitsPerEm: number;
}

const closing = /[、。，；：！？…·）)」”》】]/;
const opening = /[（(「“《【]$/;
const closed = /[（(「“《【]?[^、。，；：！？…·）)」”》】][、。，；：！？…·）)」”》】]*$/u;
/** A dot between blanks (音乐室 · 王芳) stays with what stands before it. */
const words = /[^、。，；：\s]*[、。，；：\s]+(?:·\s+)?|[^、。，；：\s]+/gu;
const missing = '〓';
/** What nobody sees, as marks of width zero that came along when a name was copied. */
const isUnseen = (char: string) => /[\p{Cc}\p{Cf}]/u.test(char);
const mainFont = 'chinese-simplified';

export class ChineseFont {
  private readonly folder: string;
  private readonly ranges: readonly { from: number; to: number; file: string }[];
  private readonly open = new Map<string, OpenFont | undefined>();
  private readonly chosen = new Map<string, { font: string; shown: string; width: number }>();
  private readonly host: FontHost;

  constructor(host: FontHost) {
    this.host = host;
    const require = createRequire(import.meta.url);
    const one = '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
    this.folder = join(dirname(require.resolve(one)), '..');
    const unicode = JSON.parse(readFileSync(join(this.folder, 'unicode.json'), 'utf8')) as Record<
      string,
      string
    >;
    this.ranges = Object.entries(unicode).flatMap(([name, list]) =>
      list.split(',').map((range) => {
        const [from = '', to = from] = range.trim().slice(2).split('-');
        const file = name.replace(/[[\]]/g, '');
        return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), file };
      }),
    );
    this.load(mainFont);
  }

  /** Width in units of the font size. */
  widthOf(text: string): number {
    let sum = 0;
    for (const char of text) sum += this.choose(char).width;
    return sum;
  }

  /** The text in pieces of one font each. */
  runs(text: string): FontRun[] {
    const runs: FontRun[] = [];
    for (const char of text) {
      const { font, shown } = this.choose(char);
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ font, text: shown });
    }
    return runs;
  }

  /**
   * Lines no wider than `width` (in units of the font size). They break after marks and blanks, so
   * that names stay whole; what is wider than a line by itself breaks anywhere.
   */
  wrap(text: string, width: number): string[] {
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      let used = 0;
      for (const word of paragraph.match(words) ?? []) {
        const wide = this.widthOf(word.trimEnd());
        if (used > 0 && used + wide > width) {
          lines.push(line);
          line = '';
          used = 0;
        }
        for (const char of word) {
          const one = this.choose(char).width;
          if (used > 0 && used + one > width) {
            // A blank that would begin a line is where it breaks.
            if (/\s/.test(char)) continue;
            // A closing mark does not begin a line: what it closes comes with it, as all of （2）、.
            const last = (closing.test(char) ? closed : opening).exec(line)?.[0];
            const kept = last === undefined || last === line ? '' : last;
            lines.push(line.slice(0, line.length - kept.length));
            line = kept;
            used = this.widthOf(kept);
          }
          line += char;
          used += one;
        }
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }

  private choose(char: string): { font: string; shown: string; width: number } {
    const known = this.chosen.get(char);
    if (known !== undefined) return known;
    const found = isUnseen(char)
      ? { font: mainFont, shown: '', width: 0 }
      : (this.look(char) ?? this.look(missing));
    const chosen = found ?? { font: mainFont, shown: ' ', width: 0.5 };
    this.chosen.set(char, chosen);
    return chosen;
  }

  private look(shown: string) {
    const code = shown.codePointAt(0) as number;
    const files = this.ranges.filter(({ from, to }) => from <= code && code <= to);
    for (const file of [mainFont, ...files.map((one) => one.file)]) {
      const font = this.load(file);
      if (!font?.hasGlyphForCodePoint(code)) continue;
      return {
        font: file,
        shown,
        width: font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm,
      };
    }
    return undefined;
  }

  private load(file: string): OpenFont | undefined {
    if (this.open.has(file)) return this.open.get(file);
    let font: OpenFont | undefined;
    // The woff files, for the library cannot read glyphs out of woff2.
    const path = join(this.folder, 'files', `noto-sans-sc-${file}-400-normal.woff`);
    if (existsSync(path)) {
      this.host.registerFont(file, sfntOf(readFileSync(path)));
      this.host.font(file);
      font = (this.host as unknown as { _font: { font: OpenFont } })._font.font;
    }
    this.open.set(file, font);
    return font;
  }
}
