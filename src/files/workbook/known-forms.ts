import { address, cornerOf } from './cell.ts';

/** Parts of a workbook by their names in the archive. */
type Parts = Map<string, Uint8Array>;

const relations = 'xl/_rels/workbook.xml.rels';
const styles = 'xl/styles.xml';
const sharedStrings = 'xl/sharedStrings.xml';

/**
 * Puts what programs write into the forms that the library reads. What the library would take for
 * something else, or leave out without a word, is rewritten before it sees it.
 */
export function toKnownForms(parts: Parts): void {
  nameSheets(parts);
  for (const name of [relations, 'xl/workbook.xml', styles, sharedStrings]) {
    const found = [...parts.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
    if (found === undefined || found === name) continue;
    parts.set(name, parts.get(found) as Uint8Array);
    parts.delete(found);
  }
  rewrite(parts, 'xl/workbook.xml', withoutNames);
  rewrite(parts, styles, withKnownDates);
  rewrite(parts, sharedStrings, (xml) => withoutReadings(withoutSections(xml)));
  for (const name of parts.keys()) {
    if (!name.startsWith('xl/worksheets/')) continue;
    rewrite(parts, name, (xml) =>
      withAddresses(withResults(withDatesAsText(withoutReadings(withoutSections(xml))))),
    );
  }
}

/** Names of the format with a prefix, as some libraries write them (x:row, x:c), without it. */
export function withoutPrefixes(parts: Parts): void {
  for (const name of parts.keys())
    rewrite(parts, name, (xml) => {
      const [, prefix] =
        /^[^<]*(?:<\?[^>]*>[^<]*)?<([\w.-]+):(?:worksheet|workbook|sst|styleSheet)\b/.exec(xml) ??
        [];
      return prefix === undefined
        ? xml
        : xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
    });
}

/**
 * Takes out cells and rows with a format and nothing else, of which a sheet that was framed to its
 * end has a million; but none of a sheet in which some do not say where they are, for these go by
 * what comes before them.
 */
export function withoutBlanks(parts: Parts): void {
  for (const name of parts.keys()) {
    if (!name.startsWith('xl/worksheets/')) continue;
    rewrite(parts, name, (xml) =>
      /<(?:row|c)(?=[\s/>])(?![^<>]*\sr\s*=)/.test(xml)
        ? xml
        : xml.replace(/<c\s[^<>]*\/>/g, '').replace(/<row\s[^<>]*(?:\/>|>\s*<\/row>)/g, ''),
    );
  }
}

/** Of bytes the same bytes again; the changes are in ASCII alone. */
function rewrite(parts: Parts, name: string, change: (xml: string) => string): void {
  const part = parts.get(name);
  if (part === undefined) return;
  const xml = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  const changed = change(xml);
  if (changed !== xml) parts.set(name, Buffer.from(changed, 'latin1'));
}

/** The library sees sheets of the names sheet1.xml, sheet2.xml … only, and passes over others. */
function nameSheets(parts: Parts): void {
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/'));
  const known = new Map<string, string>();
  for (const [i, [name, part]] of sheets.entries()) {
    parts.delete(name);
    known.set(name.toLowerCase(), `worksheets/sheet${i + 1}.xml`);
    sheets[i] = [`xl/worksheets/sheet${i + 1}.xml`, part];
  }
  for (const [name, part] of sheets) parts.set(name, part);
  rewrite(parts, relations, (xml) =>
    xml.replace(/<Relationship\s[^<>]*>/g, (relation) => {
      const [, target = ''] = /\sTarget\s*=\s*["']([^"']*)/.exec(relation) ?? [];
      const path = Buffer.from(target, 'latin1').toString();
      const name = path.startsWith('/') ? path.slice(1) : `xl/${path}`;
      const sheet = known.get(name.toLowerCase());
      if (sheet !== undefined) return relation.replace(target, sheet);
      if (/\/worksheet["']/.test(relation)) throw new Error(`there is no ${name} in it`);
      return relation;
    }),
  );
}

/** Names of areas are expanded cell by cell, also when they cover a whole sheet. */
function withoutNames(xml: string): string {
  return xml.replace(
    /<(\w+:)?definedNames\b[^<]*(?:<\/?(?:\w+:)?definedName\b[^<]*)*<\/(\w+:)?definedNames>/g,
    '',
  );
}

/**
 * Excel in Chinese has formats of dates and times of its own, such as 58 for 3月1日, that files name
 * by their number alone. To the library their cells would be numbers; as 14, they are dates.
 */
function withKnownDates(xml: string): string {
  return xml.replace(/(?<=\snumFmtId\s*=\s*["'])(?:2[7-9]|3[0-6]|5[0-8])(?=["'])/g, '14');
}

/** The library passes over sections of text that needs no escapes. */
function withoutSections(xml: string): string {
  const [start, end] = ['<![CDATA[', ']]>'];
  const parts: string[] = [];
  let done = 0;
  for (let at = xml.indexOf(start); at >= 0; at = xml.indexOf(start, done)) {
    const close = xml.indexOf(end, at);
    if (close < 0) break;
    const text = xml.slice(at + start.length, close);
    parts.push(xml.slice(done, at), text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    done = close + end.length;
  }
  return parts.join('') + xml.slice(done);
}

/** How a text is read aloud, as 拼音指南 notes it beside names: the library takes it for more text. */
function withoutReadings(xml: string): string {
  return xml
    .replace(/<(\w+:)?rPh\b[^<]*(?:<\/?(?:\w+:)?t\b[^<]*)*<\/(\w+:)?rPh>/g, '')
    .replace(/<(\w+:)?phoneticPr\b[^<>]*>/g, '');
}

/** Of a date that is written as one, 2025-09-01, the library would read the number 2025. */
function withDatesAsText(xml: string): string {
  return xml.replace(/(<c\s[^<>]*\st\s*=\s*["'])d(?=["'])/g, '$1str');
}

/**
 * Of a formula that was worked out only the result is kept, as the value that it is: in a cell of
 * dates the library takes every result for one, and "" for none.
 */
function withResults(xml: string): string {
  return xml.replace(
    /(<c\s[^<>]*>)\s*<f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/f>)\s*(<v(?:\s[^<>]*)?>(?=[^<]))?/g,
    (all, cell: string, value: string | undefined) =>
      value !== undefined || /\st\s*=\s*["']str["']/.test(cell) ? `${cell}${value ?? ''}` : all,
  );
}

/** Rows and cells need not say where they are: then each comes after the one before it. */
function withAddresses(xml: string): string {
  let [row, column] = [0, 0];
  return xml.replace(/<(row|c)(?=[\s/>])([^<>]*)>/g, (all, what: string, attributes: string) => {
    const [, own] = /(?:^|\s)r\s*=\s*["']([^"']*)["']/.exec(attributes) ?? [];
    if (what === 'row') [row, column] = [own === undefined ? row + 1 : Number(own), 0];
    else column = own === undefined ? column + 1 : cornerOf(own).column;
    if (own !== undefined) return all;
    return `<${what} r="${what === 'row' ? row : address(column, row)}"${attributes}>`;
  });
}
