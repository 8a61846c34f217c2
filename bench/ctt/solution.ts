import { CttFileError, type CttInstance, type LineFault } from './instance.ts';
import { linesOf, quote, wholeNumber } from './text-lines.ts';

/** One placed lecture: indices of its course and room, and its slot of the week. */
export interface Lecture {
  course: number;
  room: number;
  slot: number;
}

/** A solution in the official format: a line `course room day period` for each lecture. */
export function formatSolution(instance: CttInstance, lectures: readonly Lecture[]): string {
  const { courses, rooms, periodsPerDay } = instance;
  return [...lectures]
    .sort((a, b) => a.course - b.course || a.slot - b.slot || a.room - b.room)
    .map(({ course, room, slot }) => {
      const day = Math.floor(slot / periodsPerDay);
      return `${courses[course].id} ${rooms[room].id} ${day} ${slot % periodsPerDay}\n`;
    })
    .join('');
}

/** Reads a solution of any origin; everything that is wrong is told with its line. */
export function parseSolution(instance: CttInstance, text: string, file: string): Lecture[] {
  const { days, periodsPerDay } = instance;
  const courseIndex = new Map(instance.courses.map((c, i) => [c.id, i]));
  const roomIndex = new Map(instance.rooms.map((r, i) => [r.id, i]));
  const faults: LineFault[] = [];
  const lectures: Lecture[] = [];
  for (const { words, number: line } of linesOf(text)) {
    if (words.length !== 4) {
      const message = `a line has ${words.length} words instead of 4: "course room day period".`;
      faults.push({ line, message });
      continue;
    }
    const course = courseIndex.get(words[0]);
    const room = roomIndex.get(words[1]);
    const day = wholeNumber(words[2]) ?? days;
    const period = wholeNumber(words[3]) ?? periodsPerDay;
    if (course === undefined)
      faults.push({ line, message: `there is no course ${quote(words[0])}.` });
    if (room === undefined) faults.push({ line, message: `there is no room ${quote(words[1])}.` });
    if (day >= days)
      faults.push({ line, message: `day ${quote(words[2])} is not one of 0 to ${days - 1}.` });
    if (period >= periodsPerDay)
      faults.push({
        line,
        message: `period ${quote(words[3])} is not one of 0 to ${periodsPerDay - 1}.`,
      });
    if (course !== undefined && room !== undefined)
      lectures.push({ course, room, slot: day * periodsPerDay + period });
  }
  if (faults.length > 0) throw new CttFileError(file, faults);
  return lectures;
}
