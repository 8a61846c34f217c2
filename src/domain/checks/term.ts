import { DateTime } from 'luxon';
import { makeFault } from '../faults.ts';
import { type Checking, checkRepeats } from './lookup.ts';
import { entries } from './loose.ts';

/** Dates of a term beyond this are a slip of the pen, and every dated view would list them all. */
const maxTermDays = 2 * 366;

/** Order of dates. What lies outside the term has no effect and is allowed. */
export function checkTerm({ problem: { term }, faults }: Checking): void {
  if (term === undefined) return;
  const { start, end } = term;
  if (start !== undefined && end !== undefined) {
    // ISO dates of four-digit years sort as text.
    if (end < start) {
      const what = {
        zh: `学期在 ${end} 结束，早于开始的 ${start}`,
        en: `the term ends on ${end}, before its start on ${start}`,
      };
      faults.push(makeFault('term-order', ['term', 'end'], what, { value: end }));
    } else if (DateTime.fromISO(end).diff(DateTime.fromISO(start), 'days').days > maxTermDays) {
      const what = {
        zh: `学期从 ${start} 到 ${end}，过长`,
        en: `the term runs from ${start} to ${end}`,
      };
      faults.push(makeFault('term-too-long', ['term', 'end'], what, { value: end }));
    }
  }
  for (const [i, { from, to }] of entries(term.holidays)) {
    if (from === undefined || to === undefined || from <= to) continue;
    const what = {
      zh: `放假在 ${to} 结束，早于开始的 ${from}`,
      en: `the holiday ends on ${to}, before its start on ${from}`,
    };
    faults.push(makeFault('holiday-order', ['term', 'holidays', i, 'to'], what, { value: to }));
  }
  const dates = term.makeUpDays?.map((day) => day?.date);
  checkRepeats(faults, 'duplicate-entry', dates, ['term', 'makeUpDays'], 'the make-up day');
}
