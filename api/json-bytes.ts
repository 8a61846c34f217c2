import { type Fault, makeFault } from '../src/domain/faults.ts';
import { looksLikeWorkbook, parseJson } from '../src/domain/json-text.ts';

/** Larger than any problem within the limits of the contract. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;
/** Of a body that is no problem and no plan. */
export const SMALL_BODY_BYTES = 1024 * 1024;
/** A problem nests 8 deep; what nests much deeper is an attack on whoever walks it. */
const MAX_DEPTH = 64;

export type ReadJson = { ok: true; value: unknown } | { ok: false; fault: Fault };

/** JSON of the bytes of a body, or the one fault that keeps it from being read. */
export function readJsonBytes(bytes: Uint8Array): ReadJson {
  if (looksLikeWorkbook(bytes)) {
    const what = {
      zh: '这是工作簿或压缩文件，不是 JSON',
      en: 'this is a workbook or an archive, and no JSON',
    };
    const hint = {
      zh: '工作簿发送到 POST /v1/problems/import',
      en: 'send a workbook to POST /v1/problems/import',
    };
    return { ok: false, fault: makeFault('not-json', [], what, { hint }) };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const what = { zh: '文字不是 UTF-8 编码', en: 'the text is not valid UTF-8' };
    const hint = {
      zh: '把文件另存为 UTF-8（GBK 等编码不行）',
      en: 'save or send it as UTF-8, not as GBK or UTF-16',
    };
    return { ok: false, fault: makeFault('not-json', [], what, { hint }) };
  }
  if (depthOf(bytes) > MAX_DEPTH) {
    const what = {
      zh: `列表和对象嵌套超过 ${MAX_DEPTH} 层`,
      en: `lists and objects are nested more than ${MAX_DEPTH} deep`,
    };
    return { ok: false, fault: makeFault('too-deep', [], what) };
  }
  return parseJson(text, MAX_BODY_BYTES);
}

/** Deepest nesting of brackets outside strings, told before anything recursive sees the value. */
function depthOf(bytes: Uint8Array): number {
  const [QUOTE, BACKSLASH] = [0x22, 0x5c];
  const [OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = [0x5b, 0x7b, 0x5d, 0x7d];
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (isInString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return deepest;
}
