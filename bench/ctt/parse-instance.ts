import { type CttCourse, CttFileError, type CttInstance, type LineFault } from './instance.ts';
import { type Line, linesOf, quote, wholeNumber } from './text-lines.ts';

const counts = ['Courses', 'Rooms', 'Days', 'Periods_per_day', 'Curricula', 'Constraints'] as const;
type Count = (typeof counts)[number];
const neverZero: readonly Count[] = ['Rooms', 'Days', 'Periods_per_day'];
const sections = ['COURSES', 'ROOMS', 'CURRICULA', 'UNAVAILABILITY_CONSTRAINTS'] as const;
type Section = (typeof sections)[number];
const countOf: Record<Section, Count> = {
  COURSES: 'Courses',
  ROOMS: 'Rooms',
  CURRICULA: 'Curricula',
  UNAVAILABILITY_CONSTRAINTS: 'Constraints',
};
/** What stands in files of the extended format alone. */
const extended =
  /^(Min_Max_Daily_Lectures|UnavailabilityConstraints|RoomConstraints|ROOM_CONSTRAINTS)\s*:/i;
/** The model has seven weekdays of 1,440 minutes, and a period lasts a minute at least. */
const MOST_PERIODS_ON_WEEKDAY = 1439;

/**
 * Reads a `.ctt` file. White space and blank lines do not matter, nor does an `END.` that is missing
 * or lacks its full stop; the sections may come in any order. Everything that is wrong is told, each with its line.
 */
export function parseInstance(text: string, file: string): CttInstance {
  return new InstanceReader(text, file).read();
}

class InstanceReader {
  private readonly file: string;
  private readonly lines: Line[];
  private readonly lastLine: number;
  private readonly faults: LineFault[] = [];
  private readonly headers = new Map<Count, { value: number; line: number }>();
  private readonly rows = new Map<Section, { line: number; rows: Line[] }>();
  private name = '';

  constructor(text: string, file: string) {
    this.file = file;
    this.lines = linesOf(text);
    this.lastLine = this.lines.at(-1)?.number ?? 1;
  }

  read(): CttInstance {
    this.refuseExtended();
    this.sort();
    this.checkCounts();
    const days = this.headers.get('Days')?.value ?? 0;
    const periodsPerDay = this.headers.get('Periods_per_day')?.value ?? 0;
    const courses = this.courses();
    const rooms = this.unique('ROOMS', 'id capacity', ([id, capacity], line) => ({
      id,
      capacity: this.number(capacity, 'capacity', line),
    }));
    const courseIndex = new Map(courses.map((c, i) => [c.id, i]));
    const curricula = this.curricula(courseIndex);
    this.unavailability(courses, courseIndex, days, periodsPerDay);
    if (this.faults.length > 0)
      throw new CttFileError(
        this.file,
        this.faults.sort((a, b) => a.line - b.line),
      );
    return { name: this.name || this.file, days, periodsPerDay, courses, rooms, curricula };
  }

  /** Every row of an extended file would be a fault of its own. */
  private refuseExtended(): void {
    const line = this.lines.find(({ text }) => extended.test(text));
    if (line === undefined) return;
    const message = `${quote(line.text)} is of an extended file (.ectt). Give the .ctt file of the instance.`;
    throw new CttFileError(this.file, [{ line: line.number, message }]);
  }

  private fault(line: number, message: string): void {
    this.faults.push({ line, message });
  }

  private number(text: string, what: string, line: number): number {
    const value = wholeNumber(text);
    if (value !== undefined) return value;
    this.fault(line, `${what} is ${quote(text)}. Write a whole number from 0 to 1000000.`);
    return 0;
  }

  /** Sorts the lines into the header and the sections, up to `END.`. */
  private sort(): void {
    let section: Line[] | undefined;
    for (const line of this.lines) {
      const head = line.text.replace(/\s*[:.]$/, '').toUpperCase();
      if (head === 'END') return;
      const known = line.text.endsWith(':') ? sections.find((s) => s === head) : undefined;
      if (known !== undefined) {
        const before = this.rows.get(known);
        if (before)
          this.fault(
            line.number,
            `a second section ${known}; the first is in line ${before.line}.`,
          );
        section = [];
        this.rows.set(known, { line: line.number, rows: section });
      } else if (section !== undefined && !line.text.endsWith(':')) section.push(line);
      else if (section === undefined) this.header(line);
      else
        this.fault(
          line.number,
          `unknown section ${quote(line.text)}. Known are ${sections.join(', ')}.`,
        );
    }
  }

  private header({ text, number }: Line): void {
    const at = text.indexOf(':');
    const key = (at < 0 ? text : text.slice(0, at)).trim();
    const value = at < 0 ? '' : text.slice(at + 1).trim();
    if (key.toLowerCase() === 'name') {
      this.name = value.replace(/\s+/g, ' ');
      return;
    }
    const count = counts.find((c) => c.toLowerCase() === key.toLowerCase());
    if (count === undefined) {
      const known = ['Name', ...counts].join(', ');
      this.fault(number, `unknown header ${quote(text)}. Known are ${known}, each with a colon.`);
      return;
    }
    const before = this.headers.get(count);
    if (before) this.fault(number, `${count} is given before, in line ${before.line}.`);
    this.headers.set(count, { value: this.number(value, count, number), line: number });
  }

  private checkCounts(): void {
    for (const count of counts) {
      const given = this.headers.get(count);
      if (given === undefined)
        this.fault(this.lastLine, `the header ${count} is missing. Add "${count}: n".`);
      else if (given.value === 0 && neverZero.includes(count))
        this.fault(given.line, `${count} is 0. Give at least 1.`);
    }
    const [days, slots] = [this.headers.get('Days'), this.headers.get('Periods_per_day')];
    if (days && slots && Math.ceil(days.value / 7) * slots.value > MOST_PERIODS_ON_WEEKDAY)
      this.fault(
        slots.line,
        `${days.value} days of ${slots.value} periods are more than the ${7 * MOST_PERIODS_ON_WEEKDAY} periods that are taken.`,
      );
    for (const section of sections) {
      const given = this.headers.get(countOf[section]);
      const found = this.rows.get(section);
      if (found === undefined) {
        if (given?.value !== 0)
          this.fault(this.lastLine, `the section ${section} is missing: is the file cut off?`);
      } else if (given && given.value !== found.rows.length)
        this.fault(
          found.line,
          `${section} has ${found.rows.length} lines, and ${countOf[section]} in line ${given.line} says ${given.value}.`,
        );
    }
  }

  /** Lines of a section with as many words as `shape`, read one by one; ids must differ. */
  private unique<T extends { id: string }>(
    section: Section,
    shape: string,
    read: (words: readonly string[], line: number) => T,
  ): T[] {
    const first = new Map<string, number>();
    const list: T[] = [];
    for (const { words, number } of this.rows.get(section)?.rows ?? []) {
      if (!this.hasShape(section, shape, words, number)) continue;
      const item = read(words, number);
      const before = first.get(item.id);
      if (before !== undefined)
        this.fault(number, `the id ${quote(item.id)} is used before, in line ${before}.`);
      else first.set(item.id, number);
      list.push(item);
    }
    return list;
  }

  private hasShape(section: Section, shape: string, words: readonly string[], line: number) {
    const wanted = shape.split(' ').length;
    if (words.length === wanted) return true;
    const message = `a line of ${section} has ${words.length} words instead of ${wanted}: "${shape}".`;
    this.fault(line, message);
    return false;
  }

  private courses(): (CttCourse & { unavailable: Set<number> })[] {
    const shape = 'id teacher lectures minWorkingDays students';
    return this.unique('COURSES', shape, ([id, teacher, lectures, days, students], line) => ({
      id,
      teacher,
      lectures: this.number(lectures, 'lectures', line),
      minWorkingDays: this.number(days, 'minWorkingDays', line),
      students: this.number(students, 'students', line),
      unavailable: new Set<number>(),
    }));
  }

  private curricula(courseIndex: ReadonlyMap<string, number>) {
    const rows = this.rows.get('CURRICULA')?.rows ?? [];
    const first = new Map<string, number>();
    return rows.map(({ words: [id, count = '', ...ids], number }) => {
      const before = first.get(id);
      if (before !== undefined)
        this.fault(number, `the id ${quote(id)} is used before, in line ${before}.`);
      else first.set(id, number);
      const wanted = this.number(count, 'the number of courses', number);
      if (wanted !== ids.length)
        this.fault(number, `curriculum ${id} says ${count} courses and lists ${ids.length}.`);
      const courses = new Set<number>();
      for (const courseId of ids) {
        const course = courseIndex.get(courseId);
        if (course === undefined) this.unknownCourse(courseId, number);
        else courses.add(course);
      }
      return { id, courses: [...courses] };
    });
  }

  private unavailability(
    courses: readonly { unavailable: Set<number> }[],
    courseIndex: ReadonlyMap<string, number>,
    days: number,
    periodsPerDay: number,
  ): void {
    const section = 'UNAVAILABILITY_CONSTRAINTS';
    for (const { words, number } of this.rows.get(section)?.rows ?? []) {
      if (!this.hasShape(section, 'course day period', words, number)) continue;
      const course = courseIndex.get(words[0]);
      if (course === undefined) this.unknownCourse(words[0], number);
      const day = this.number(words[1], 'day', number);
      const period = this.number(words[2], 'period', number);
      // Where the headers are wrong themselves, they are no measure for the lines.
      if (days > 0 && day >= days) this.fault(number, `day ${day} is not one of 0 to ${days - 1}.`);
      if (periodsPerDay > 0 && period >= periodsPerDay)
        this.fault(number, `period ${period} is not one of 0 to ${periodsPerDay - 1}.`);
      if (course !== undefined) courses[course].unavailable.add(day * periodsPerDay + period);
    }
  }

  private unknownCourse(id: string, line: number): void {
    this.fault(line, `there is no course ${quote(id)}. Check the spelling, or add it to COURSES.`);
  }
}
