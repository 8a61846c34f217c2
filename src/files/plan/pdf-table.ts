import type PDFDocument from 'pdfkit';
import { ChineseFont } from './chinese-font.ts';

/** Points. A4 on its side. */
const page = { width: 841.89, height: 595.28, margin: 30 } as const;
const padding = 3;
const lineHeight = 1.35;
const colours = {
  line: '#bfbfbf',
  head: '#ddebf7',
  text: '#222222',
  faint: '#777777',
  open: '#b00020',
};

export interface PdfTable {
  title: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Width of the first column; the others share the rest. */
  firstWidth: number;
  /** Sizes of the text in points, the largest first: the first one with which the table fits on a page. */
  sizes: readonly number[];
}

/** A document of tables, each beginning on a page of its own and repeating its heading. */
export class TablePdf {
  private readonly doc: InstanceType<typeof PDFDocument>;
  private readonly font: ChineseFont;
  private readonly footer: string;
  private y = 0;

  constructor(doc: InstanceType<typeof PDFDocument>, footer: string) {
    this.doc = doc;
    this.font = new ChineseFont(doc);
    this.footer = footer;
  }

  add(table: PdfTable): void {
    const widths = this.widthsOf(table);
    const { size, rows } = this.fit(table, widths);
    this.startPage(table, widths, size);
    for (const wrapped of rows) {
      const room = page.height - page.margin - 12 - this.y;
      if (heightOf(wrapped, size) > room && heightOf(wrapped, size) <= this.fullHeight()) {
        this.startPage(table, widths, size);
      }
      // A row longer than a page goes on, with its name, on the next one; so does too long a name.
      const isLongName = heightOf(wrapped.slice(0, 1), size) > this.fullHeight();
      for (let rest = wrapped; ; ) {
        const fit = Math.max(
          1,
          Math.floor((page.height - page.margin - 12 - this.y - 2 * padding) / (size * lineHeight)),
        );
        this.drawRow(
          rest.map((lines) => lines.slice(0, fit)),
          widths,
          size,
          false,
        );
        if (rest.every((lines) => lines.length <= fit)) break;
        rest = rest.map((lines, i) => (i === 0 && !isLongName ? lines : lines.slice(fit)));
        this.startPage(table, widths, size);
      }
    }
  }

  async end(): Promise<Uint8Array> {
    const { count } = this.doc.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      this.doc.switchToPage(i);
      const text = `${this.footer} · 第${i + 1}页，共${count}页`;
      this.writeLine(text, page.height - page.margin + 4, 7, colours.faint);
    }
    const chunks: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.doc.on('end', () => resolve());
      this.doc.on('error', reject);
    });
    this.doc.end();
    await done;
    return new Uint8Array(Buffer.concat(chunks));
  }

  /** The rows in lines, in the largest size in which they are one page; else in the smallest. */
  private fit({ rows, sizes }: PdfTable, widths: readonly number[]) {
    let fitted: { size: number; rows: string[][][] } | undefined;
    for (const size of sizes) {
      const wrapped = rows.map((row) =>
        row.map((cell, i) => this.font.wrap(cell, ((widths[i] as number) - 2 * padding) / size)),
      );
      fitted = { size, rows: wrapped };
      if (wrapped.reduce((sum, row) => sum + heightOf(row, size), 0) <= this.fullHeight()) break;
    }
    return fitted ?? { size: 8, rows: [] };
  }

  private fullHeight(): number {
    return page.height - 2 * page.margin - 60;
  }

  private widthsOf({ head, firstWidth }: PdfTable): number[] {
    const rest = page.width - 2 * page.margin - firstWidth;
    return head.map((_, i) => (i === 0 ? firstWidth : rest / (head.length - 1)));
  }

  private startPage(table: PdfTable, widths: readonly number[], size: number): void {
    this.doc.addPage({ size: [page.width, page.height], margin: 0 });
    this.y = page.margin;
    this.writeLine(table.title, this.y, 15, colours.text);
    this.y += 26;
    this.drawRow(
      table.head.map((cell) => [cell]),
      widths,
      Math.max(10, size),
      true,
    );
  }

  private drawRow(
    cells: readonly (readonly string[])[],
    widths: readonly number[],
    size: number,
    isHead: boolean,
  ): void {
    const height = heightOf(cells, size);
    let x = page.margin;
    for (const [i, lines] of cells.entries()) {
      const width = widths[i] as number;
      if (isHead) this.doc.rect(x, this.y, width, height).fill(colours.head);
      this.doc.rect(x, this.y, width, height).lineWidth(0.5).stroke(colours.line);
      for (const [n, line] of lines.entries()) {
        const colour = line.includes('空缺') ? colours.open : colours.text;
        this.write(line, x + padding, this.y + padding + n * size * lineHeight, size, colour);
      }
      x += width;
    }
    this.y += height;
  }

  /** From margin to margin at the most: a long line is smaller. */
  private writeLine(text: string, y: number, size: number, colour: string): void {
    const fitting = (page.width - 2 * page.margin) / this.font.widthOf(text);
    this.write(text, page.margin, y, Math.min(size, fitting), colour);
  }

  private write(text: string, x: number, y: number, size: number, colour: string): void {
    let at = x;
    for (const run of this.font.runs(text)) {
      this.doc.font(run.font).fontSize(size).fillColor(colour);
      this.doc.text(run.text, at, y, { lineBreak: false });
      at += this.font.widthOf(run.text) * size;
    }
  }
}

function heightOf(cells: readonly (readonly string[])[], size: number): number {
  const lines = Math.max(1, ...cells.map((one) => one.length));
  return lines * size * lineHeight + 2 * padding;
}
