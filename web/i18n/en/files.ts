import type { files as zh } from '../zh/files.ts';

/** Words in English: files in and out, and the first steps with one's own workbook. */
export const files: typeof zh = {
  files: {
    kinds: {
      xlsx: 'Excel: timetables, figures, roll calls',
      pdf: 'PDF: timetables',
      ics: 'Calendars (ics)',
      csv: 'CSV: posts',
      docx: 'Word: the term plan',
    },
    needsTerm: 'Calendars need the dates of the term',
  },
  start: {
    title: 'Start with your own school',
    intro:
      'Three steps: download the template, fill it in, send it. Faults are told by sheet and cell.',
    download: 'Download',
    downloadHint:
      'One sheet for each part, with lists to choose from and notes. The example shows how it looks when filled in.',
    template: 'Template',
    example: 'Example school, filled in',
    fill: 'Fill in',
    fillHint:
      'The school, classes, staff, rooms, clubs. Numbers by class are enough; pupils one by one work too. A usual week stands there already: make its hours your own.',
    upload: 'Send',
    drop: 'Drop the filled .xlsx here, or click to choose it',
    sending: 'Checking…',
    accepted: (name) => `The data of ${name} passed the check and are stored`,
    short: (n) =>
      `At least ${n === 1 ? '1 post has' : `${n} posts have`} nobody, and would stay open. Mend it under “Look at it”, or in Excel and upload again.`,
    warnings:
      'Some of it will hold the plan back. Mend it under “Look at it”, or in Excel and upload again.',
    solve: 'Solve',
    edit: 'Look at it',
    again: 'Mend it and send it again; nothing was stored.',
    notTemplate:
      'This file was not made from the template. Download the template, copy your rows into its columns (leave the names of the sheets and the two rows of headings as they are), and upload that.',
    sheet: 'Sheet',
    cell: 'Cell',
    fault: 'What is wrong',
  },
};
