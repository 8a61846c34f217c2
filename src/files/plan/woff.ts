import { inflateSync } from 'node:zlib';

/**
 * The plain font (sfnt) inside a WOFF 1.0 file (W3C recommendation, section 3 and following): the
 * same tables, each compressed by itself. The PDF library reads WOFF too, but unpacks a table of
 * two megabytes again for every glyph: 45 s for a small school instead of less than one.
 */
export function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * power, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(16 * (count - power), 10);
  const parts: Uint8Array[] = [head];
  let offset = head.length;
  for (let i = 0; i < count; i++) {
    const at = 44 + 20 * i;
    const [from, packed, length] = [4, 8, 12].map((n) => woff.readUInt32BE(at + n)) as [
      number,
      number,
      number,
    ];
    const stored = woff.subarray(from, from + packed);
    const table = packed === length ? stored : inflateSync(stored, { maxOutputLength: length });
    const entry = 12 + 16 * i;
    woff.copy(head, entry, at, at + 4);
    head.writeUInt32BE(woff.readUInt32BE(at + 16), entry + 4);
    head.writeUInt32BE(offset, entry + 8);
    head.writeUInt32BE(length, entry + 12);
    parts.push(table, Buffer.alloc(-length & 3));
    offset += length + (-length & 3);
  }
  return Buffer.concat(parts);
}
