import type { Week } from '../../domain/views/week-views.ts';
import type { MadeFile } from '../export-kinds.ts';
import { TablePdf } from './pdf-table.ts';
import {
  dayHeads,
  entryLines,
  type PlanData,
  peopleText,
  placeText,
  termText,
  titleText,
} from './plan-data.ts';

/** The timetables as PDF: a page for each class, and tables of people and of rooms. */
export async function planPdf(data: PlanData): Promise<MadeFile[]> {
  const { views, weekdays, school } = data;
  const classes = await newPdf(data, '班级课表');
  const addClass = (name: string, rows: string[][]) =>
    classes.add({
      title: `${school} ${name} 课后服务课表`,
      head: ['时间', ...dayHeads(weekdays)],
      rows,
      firstWidth: 94,
      sizes: [14, 13, 12, 11, 10, 9, 8],
    });
  for (const week of views.byClass) addClass(week.name, rowsOfClass(week, weekdays));
  // No program opens a document without pages.
  if (views.byClass.length === 0) addClass('（没有班级）', []);
  const list = async (
    name: string,
    what: string,
    weeks: readonly Week[],
    leaveOut: 'people' | 'room',
  ) => {
    const pdf = await newPdf(data, name);
    pdf.add({
      title: `${school} ${name}`,
      head: [what, ...dayHeads(weekdays)],
      rows: weeks
        .filter(({ entries }) => entries.length > 0)
        .map((week) => [week.name, ...cellsOf(week, weekdays, leaveOut)]),
      firstWidth: 66,
      sizes: [8],
    });
    return pdf;
  };
  const staff = await list('教师安排', '姓名', views.byStaff, 'people');
  const rooms = await list('场地安排', '场地', views.byRoom, 'room');
  const type = 'application/pdf';
  return [
    { name: '班级课表.pdf', type, bytes: await classes.end() },
    { name: '教师安排.pdf', type, bytes: await staff.end() },
    { name: '场地安排.pdf', type, bytes: await rooms.end() },
  ];
}

async function newPdf(data: PlanData, name: string): Promise<TablePdf> {
  const { school } = data;
  const { default: PDFDocument } = await import('pdfkit');
  const date = new Date(Date.UTC(2025, 0, 1));
  const doc = new PDFDocument({
    autoFirstPage: false,
    // Only at the end it is known how many pages there are.
    bufferPages: true,
    // The library's default is a font of its own, which it would read for nothing.
    font: null as unknown as string,
    info: { Title: `${school} ${name}`, Creator: 'AfterBell', CreationDate: date, ModDate: date },
    lang: 'zh-CN',
  });
  return new TablePdf(doc, `${school}${termText(data)} · AfterBell 课后排`);
}

/** A row for each time of day at which the class is there. */
function rowsOfClass({ entries }: Week, weekdays: readonly number[]): string[][] {
  const times = [...new Set(entries.map(({ start, end }) => `${start}-${end}`))].sort();
  return times.map((time) => [
    time,
    ...weekdays.map((day) =>
      entries
        .filter((e) => e.weekday === day && `${e.start}-${e.end}` === time)
        .flatMap((e) => {
          const shared = e.classes.length > 1 ? `与${e.classes.length - 1}个班合班` : '';
          const clubs = (e.clubs ?? []).join('、');
          const detail = [placeText(e), peopleText(e), shared, clubs].filter((part) => part !== '');
          return [`${titleText(e)} ${e.pupils}人`, ...detail];
        })
        .join('\n'),
    ),
  ]);
}

function cellsOf(week: Week, weekdays: readonly number[], leaveOut: 'people' | 'room'): string[] {
  return weekdays.map((day) =>
    week.entries
      .filter((entry) => entry.weekday === day)
      .flatMap((entry) => entryLines(entry, leaveOut))
      .join('\n'),
  );
}
