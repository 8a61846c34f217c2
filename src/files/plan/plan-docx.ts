import type * as Docx from 'docx';
import { type MadeFile, docxType as type } from '../export-kinds.ts';
import { pack } from '../fixed-zip.ts';
import { textWidth } from '../text-width.ts';
import type { Block } from './blocks.ts';
import type { PlanData } from './plan-data.ts';
import { termPlan } from './term-plan.ts';

/** Half points, and names that Word and WPS in China have. */
const style = { body: 24, small: 20, song: '宋体', hei: '黑体' } as const;

/** The school's term plan (一校一案) as a document to complete and to file. */
export async function planDocx(data: PlanData): Promise<MadeFile[]> {
  const docx = await import('docx');
  const what = '课后服务工作方案（一校一案）';
  const title = `${data.school}${what}`;
  const document = new docx.Document({
    creator: 'AfterBell',
    lastModifiedBy: 'AfterBell',
    title,
    styles: {
      default: {
        document: { run: { font: { name: style.song, eastAsia: style.song }, size: style.body } },
      },
      paragraphStyles: [{ id: 'pageNumber', name: 'Page number', run: { size: 18 } }],
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 } } },
        footers: { default: new docx.Footer({ children: [pageNumber(docx)] }) },
        children: [
          new docx.Paragraph({
            alignment: docx.AlignmentType.CENTER,
            spacing: { after: 240 },
            // The name of the school has a line of its own, so that neither is cut in the middle.
            children: [
              run(docx, data.school, { bold: true, size: titleSize(data.school), font: style.hei }),
              new docx.TextRun({ break: 1 }),
              run(docx, what, { bold: true, size: 36, font: style.hei }),
            ],
          }),
          ...termPlan(data).flatMap((block) => blockOf(docx, block)),
        ],
      },
    ],
  });
  const packed = await docx.Packer.toBuffer(document);
  return [{ name: '一校一案.docx', type, bytes: await withoutClock(new Uint8Array(packed)) }];
}

/** Half points: a long name is written smaller, as long as that keeps it in one line. */
function titleSize(name: string): number {
  const fitting = Math.floor(lineTwips / 5 / Math.max(1, textWidth(name)));
  return fitting >= 28 ? Math.min(36, fitting) : 36;
}

/** The library writes the time of day into the document: the same plan would never be the same bytes. */
async function withoutClock(document: Uint8Array): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync } = await import('fflate');
  const parts = unzipSync(document);
  const name = 'docProps/core.xml';
  const core = strFromU8(parts[name] as Uint8Array);
  parts[name] = strToU8(
    core.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, '$12025-01-01T00:00:00Z'),
  );
  return await pack(parts);
}

function pageNumber(docx: typeof Docx): Docx.Paragraph {
  const { CURRENT, TOTAL_PAGES } = docx.PageNumber;
  const parts = ['第 ', CURRENT, ' 页，共 ', TOTAL_PAGES, ' 页'];
  return new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    // By its style: some programs do not carry the size of a run over to a field in it.
    style: 'pageNumber',
    children: [new docx.TextRun({ children: parts })],
  });
}

function run(
  docx: typeof Docx,
  text: string,
  more: { bold?: boolean; size?: number; font?: string; color?: string } = {},
): Docx.TextRun {
  const font = more.font ?? style.song;
  return new docx.TextRun({ ...more, text: plain(text), font: { name: font, eastAsia: font } });
}

/** Without what XML cannot hold: one such character in a name would break the whole document. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ');
}

function blockOf(docx: typeof Docx, block: Block): (Docx.Paragraph | Docx.Table)[] {
  const spacing = { line: 360, after: 60 };
  switch (block.kind) {
    case 'heading':
      return [
        new docx.Paragraph({
          heading: docx.HeadingLevel.HEADING_1,
          spacing: { before: 240, after: 120 },
          children: [
            run(docx, block.text, { bold: true, size: 28, font: style.hei, color: '000000' }),
          ],
        }),
      ];
    case 'text':
      return [
        new docx.Paragraph({
          spacing,
          indent: { firstLine: 480 },
          children: [run(docx, block.text)],
        }),
      ];
    case 'list':
      return block.items.map(
        (item, i) =>
          new docx.Paragraph({
            spacing,
            indent: { firstLine: 480 },
            children: [run(docx, `${i + 1}. ${item}`)],
          }),
      );
    case 'blank':
      return [
        new docx.Paragraph({
          spacing,
          children: [run(docx, `【由学校补充】${block.text}`, { color: '7F7F7F' })],
        }),
        new docx.Paragraph({ spacing, children: [] }),
      ];
    case 'table':
      return [tableOf(docx, block), new docx.Paragraph({ children: [] })];
  }
}

/** Twentieths of a point between the margins of A4. */
const lineTwips = 9026;

/** Of a cell, left and right together, in characters of half width. */
const cellMargin = 3.5;
/** Half-width characters of small text in a line. */
const lineChars = lineTwips / (style.small * 5);

/** Of a column of times, such as 15:45-18:35. */
const timeChars = 11 + cellMargin;

/**
 * Columns in which no time and no name is cut in two: as wide as their longest piece between
 * marks, and what is left goes to those whose whole text wants more. Where names are too long for
 * that, the widest columns are narrower, and times stay whole.
 */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? ''));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth));
  const least = withinLine(
    columns.map((texts) => {
      const pieces = widest(texts.flatMap((text) => text.split(/(?<=[、，；\n])/)));
      return Math.min(30, Math.max(6, pieces)) + cellMargin;
    }),
  );
  const more = columns.map((texts, i) =>
    Math.max(
      0,
      Math.min(40, widest(texts.flatMap((text) => text.split('\n')))) +
        cellMargin -
        (least[i] ?? 0),
    ),
  );
  const left = Math.max(0, lineChars - sum(least));
  const share = Math.min(1, left / Math.max(1, sum(more)));
  const wanted = least.map((one, i) => one + (more[i] ?? 0) * share);
  return wanted.map((one) => Math.floor((lineTwips * one) / sum(wanted)));
}

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

/** Takes what is too much for a line from the columns that are wider than one of times. */
function withinLine(least: readonly number[]): number[] {
  const wide = least.filter((one) => one > timeChars).toSorted((a, b) => a - b);
  let rest = lineChars - sum(least) + sum(wide);
  for (const [i, one] of wide.entries()) {
    const equal = rest / (wide.length - i);
    if (one > equal) return least.map((own) => (own > timeChars ? Math.min(own, equal) : own));
    rest -= one;
  }
  return [...least];
}

function tableOf(docx: typeof Docx, { head, rows }: Extract<Block, { kind: 'table' }>): Docx.Table {
  const widths = columnWidths([head, ...rows]);
  const cell = (text: string, isHead: boolean, column: number) =>
    new docx.TableCell({
      width: { size: widths[column] ?? 0, type: docx.WidthType.DXA },
      margins: { left: 80, right: 80, top: 40, bottom: 40 },
      ...(isHead ? { shading: { fill: 'DDEBF7' } } : {}),
      children: text.split('\n').map(
        (line) =>
          new docx.Paragraph({
            children: [run(docx, line, { size: style.small, bold: isHead })],
          }),
      ),
    });
  const row = (cells: readonly string[], isHead: boolean) =>
    new docx.TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((c, i) => cell(c, isHead, i)),
    });
  return new docx.Table({
    width: { size: 100, type: docx.WidthType.PERCENTAGE },
    columnWidths: widths,
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}
