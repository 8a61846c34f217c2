import { type Fault, makeFault } from './faults.ts';

/** Reads JSON text; a fault names the line and column, which people look for in their editor. */
export function parseJson(
  text: string,
  maxCharacters: number,
): { ok: true; value: unknown } | { ok: false; fault: Fault } {
  if (text.length > maxCharacters) {
    const what = {
      zh: `文件有 ${text.length} 个字符，上限是 ${maxCharacters}`,
      en: `the document has ${text.length} characters, and the limit is ${maxCharacters}`,
    };
    return { ok: false, fault: makeFault('too-large', [], what, { value: text.length }) };
  }
  // Editors on Windows put a byte order mark before the text.
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch {
    if (body.trim() === '') {
      const what = { zh: '内容是空的', en: 'the document is empty' };
      const hint = { zh: '写上 JSON 内容', en: 'give the JSON text' };
      return { ok: false, fault: makeFault('not-json', [], what, { hint }) };
    }
    const offset = firstBadOffset(body);
    const before = body.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    const what = {
      zh: `第 ${line} 行第 ${column} 列起不是 JSON`,
      en: `line ${line}, column ${column}: the text stops being JSON here`,
    };
    return { ok: false, fault: makeFault('not-json', [], what) };
  }
}

/** A zip archive, as .xlsx is, or what old and locked workbooks are: no text begins so. */
export function looksLikeWorkbook([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}

const blank = /[ \t\n\r]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where JSON text stops being JSON. `JSON.parse` says so only in messages that change with the
 * version of the engine, so the text is read once more, token by token.
 */
function firstBadOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let at = 0;
  let expect: 'value' | 'first' | 'key' | 'colon' | 'comma' = 'value';
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const takeString = (): boolean => {
    const start = at;
    if (text[at] !== '"') return false;
    at++;
    // By hand, for a pattern would keep a place to go back to for every character of a long text.
    for (; text[at] !== '"'; ) {
      const code = text.charCodeAt(at);
      const isEscape = code === 0x5c;
      if (isEscape ? !take(escaped) : !(code >= 0x20)) {
        at = start;
        return false;
      }
      if (!isEscape) at++;
    }
    at++;
    return true;
  };
  for (;;) {
    take(blank);
    const char = text[at];
    const inside = open.at(-1);
    if (char === undefined) return at;
    // After an opening bracket or a whole value, the bracket may close.
    const closing = inside === '{' ? '}' : ']';
    if (inside && char === closing && (expect === 'first' || expect === 'comma')) {
      open.pop();
      at++;
      expect = 'comma';
    } else if (expect === 'comma') {
      if (!inside || char !== ',') return at;
      at++;
      expect = inside === '{' ? 'key' : 'value';
    } else if (expect === 'colon') {
      if (char !== ':') return at;
      at++;
      expect = 'value';
    } else if (expect === 'key' || (expect === 'first' && inside === '{')) {
      if (!takeString()) return at;
      expect = 'colon';
    } else if (char === '{' || char === '[') {
      open.push(char);
      at++;
      expect = 'first';
    } else {
      if (!takeString() && !take(scalar)) return at;
      expect = 'comma';
    }
  }
}
