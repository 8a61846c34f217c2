import type { Workbook, Worksheet } from 'exceljs';

/** A sheet that prints on A4, as wide as the paper, with page numbers. */
export function newSheet(workbook: Workbook, name: string, landscape = true): Worksheet {
  return workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9,
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '第 &P 页，共 &N 页' },
  });
}
