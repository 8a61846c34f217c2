import type { Bilingual } from '../../domain/bilingual.ts';
import { type Fault, makeFault } from '../../domain/faults.ts';

/** A workbook of the largest school that the contract allows has about 4 MB, and 60 MB unpacked. */
const maxWorkbookBytes = 16 * 1024 * 1024;
const maxUnpackedBytes = 96 * 1024 * 1024;
const maxParts = 500;

/** The parts of a workbook that hold values; pictures, macros, links and settings are not unpacked. */
const valueParts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml|xl\/sharedStrings\.xml|xl\/worksheets\/[^/]+\.xml)$/i;

export type Unpacked = { ok: true; parts: Map<string, Uint8Array> } | { ok: false; fault: Fault };

const fail = (code: Fault['code'], what: Bilingual): Unpacked => ({
  ok: false,
  fault: makeFault(code, [], what),
});

/** Most often it is not several schools, but blank rows with formats down to the end of a sheet. */
const tooLarge = (what: Bilingual, value: unknown): Unpacked => {
  const hint = {
    zh: '选中数据下方的空行，整行删除后再保存（只有格式的空行也占地方）；多所学校的数据请分成多个文件',
    en: 'delete the blank rows below the values, which take room by their formats, and save it again; send one file for each school',
  };
  return { ok: false, fault: makeFault('too-large', [], what, { value, hint }) };
};

/**
 * Unpacks the parts of a workbook that hold values. Sizes are checked three times: of the file,
 * as its directory declares them before anything is unpacked, and as they come out, so that a
 * small file cannot become a large one in memory.
 */
export async function unpackWorkbook(bytes: Uint8Array): Promise<Unpacked> {
  const refused = refusedAsItBegins(bytes);
  if (refused !== undefined) return refused;
  try {
    return await unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    const message = (error as Error).message.replace(/\.$/, '');
    return fail('broken-workbook', {
      zh: `工作簿的压缩内容不完整或已损坏，读不出来（${message}）`,
      en: `the zip archive of the workbook cannot be read: ${message}`,
    });
  }
}

async function unpack(buffer: Buffer): Promise<Unpacked> {
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true });
  const parts = new Map<string, Uint8Array>();
  let [seen, declared, real] = [0, 0, 0];
  for await (const entry of zip.eachEntry()) {
    seen++;
    if (seen > maxParts) {
      const what = {
        zh: `工作簿里的部分超过 ${maxParts} 个`,
        en: `the workbook has more than ${maxParts} parts`,
      };
      return tooLarge(what, seen);
    }
    const name = entry.fileName.replace(/^\//, '');
    if (!valueParts.test(name)) continue;
    declared += entry.uncompressedSize;
    if (declared > maxUnpackedBytes) return unpacksTo(declared);
    if (entry.isEncrypted())
      return fail('locked-workbook', {
        zh: '工作簿加了密码',
        en: 'the workbook is locked with a password',
      });
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      real += chunk.length;
      if (real > maxUnpackedBytes) return unpacksTo(real);
      chunks.push(chunk);
    }
    parts.set(name, Buffer.concat(chunks));
  }
  if (parts.has('xl/workbook.xml')) return { ok: true, parts };
  return fail('not-a-workbook', {
    zh: '文件是压缩包，里面没有工作簿',
    en: 'the file is a zip archive without a workbook in it',
  });
}

const mebibytes = (size: number) => `${Math.round((size / 1024 / 1024) * 10) / 10} MiB`;

function unpacksTo(size: number): Unpacked {
  const [found, most] = [mebibytes(size), mebibytes(maxUnpackedBytes)];
  const what = {
    zh: `工作簿解压后超过 ${found}，上限是 ${most}`,
    en: `the workbook unpacks to ${found} or more, and the limit is ${most}`,
  };
  return tooLarge(what, size);
}

/** Why a file is none that could be unpacked; undefined for a zip archive of a fitting size. */
function refusedAsItBegins(bytes: Uint8Array): Unpacked | undefined {
  if (bytes.length > maxWorkbookBytes) {
    const [size, most] = [mebibytes(bytes.length), mebibytes(maxWorkbookBytes)];
    const what = {
      zh: `文件有 ${size}，上限是 ${most}`,
      en: `the file has ${size}, and the limit is ${most}`,
    };
    return tooLarge(what, bytes.length);
  }
  const kind = kindOf(bytes);
  if (kind === 'zip') return undefined;
  if (kind === 'empty')
    return fail('not-a-workbook', { zh: '文件是空的', en: 'the file is empty' });
  if (kind === 'ole') {
    return isLocked(bytes)
      ? fail('locked-workbook', { zh: '文件加了密码', en: 'the file is locked with a password' })
      : fail('old-workbook', {
          zh: '文件是旧的 .xls（或 .et）格式',
          en: 'the file is of the old .xls (or .et) format',
        });
  }
  if (kind === 'csv') {
    const isKnown = isUtf16(bytes) || isUtf8(bytes);
    return fail('csv-file', {
      zh: `文件看起来是 CSV 或文本${isKnown ? '' : '（可能是 GBK 编码）'}，不是 .xlsx 工作簿`,
      en: `the file begins like a CSV or text file${isKnown ? '' : ', probably in GBK'}, not like an .xlsx workbook`,
    });
  }
  return fail('not-a-workbook', {
    zh: `文件看起来是${kinds[kind]}，不是 .xlsx 工作簿`,
    en: `the file begins like ${kind}, not like an .xlsx workbook`,
  });
}

/** Office keeps what is locked in a container of the old format, as a stream of this name. */
function isLocked(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** Whether its first part is UTF-8; what Chinese Excel saves as CSV is in GBK. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    // In a stream, a character that the cut goes through is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 65_536), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Which Excel writes as "Unicode text", with a byte order mark. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** What is no workbook, in words for the one who chose the wrong file. */
const kinds = {
  'a PDF': ' PDF',
  JSON: ' JSON',
  'HTML or XML': ' HTML 或 XML',
  'a binary file': '二进制文件',
  'a text file': '文本文件',
};

/** What a file begins like. */
function kindOf(bytes: Uint8Array): keyof typeof kinds | 'empty' | 'ole' | 'csv' | 'zip' {
  if (bytes.length === 0) return 'empty';
  const starts = (...codes: number[]) => codes.every((code, i) => bytes[i] === code);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'a PDF';
  const head = bytes.subarray(0, 4096);
  if (starts(0x7b) || starts(0xef, 0xbb, 0xbf, 0x7b)) return 'JSON';
  if (starts(0x3c)) return 'HTML or XML';
  if (isUtf16(bytes)) return 'csv';
  if (head.includes(0)) return 'a binary file';
  // Comma, tab, semicolon.
  if ([0x2c, 0x09, 0x3b].some((separator) => head.includes(separator))) return 'csv';
  return 'a text file';
}
