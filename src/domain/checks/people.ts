import { makeFault } from '../faults.ts';
import { weekdayName } from '../naming.ts';
import { type PathStep, quote, quoteZh } from '../pointer.ts';
import { type Checking, checkReference, checkReferences, checkRepeats } from './lookup.ts';
import { entries } from './loose.ts';
import { sizeLimits } from './size-limits.ts';

/** Classes, students, staff and rooms: what they refer to. */
export function checkPeople(checking: Checking): void {
  checkClasses(checking);
  checkNumbers(checking);
  checkStudents(checking);
  const { problem } = checking;
  for (const [i, person] of entries(problem.staff)) {
    checkReferences(checking, 'classes', person.classIds, ['staff', i, 'classIds']);
  }
  for (const [i, room] of entries(problem.rooms)) {
    checkReference(checking, 'rooms', room.fallbackRoomId, ['rooms', i, 'fallbackRoomId']);
  }
}

function checkClasses(checking: Checking): void {
  const { problem, faults } = checking;
  const withStudents = new Set<string>();
  for (const [, student] of entries(problem.students)) {
    if (student.classId !== undefined) withStudents.add(student.classId);
  }
  for (const [i, c] of entries(problem.classes)) {
    const path = ['classes', i] as const;
    checkReference(checking, 'rooms', c.homeRoomId, [...path, 'homeRoomId']);
    checkReference(checking, 'staff', c.headTeacherId, [...path, 'headTeacherId']);
    for (const [j, row] of entries(c.leave)) {
      const at = [...path, 'leave', j, 'leavePointId'];
      checkReference(checking, 'leavePoints', row.leavePointId, at);
    }
    if (c.id === undefined || !withStudents.has(c.id)) continue;
    for (const field of ['leave', 'early'] as const) {
      if (c[field] === undefined) continue;
      const what = {
        zh: `班级${quoteZh(c.id)}已有学生名单，又填了${field === 'leave' ? '离校人数' : '弹性入学人数'}`,
        en: `the class ${quote(c.id)} has students and also ${field}`,
      };
      faults.push(makeFault('class-has-students', [...path, field], what));
    }
  }
}

/**
 * Pupils of a weekday over all classes, where they come as numbers: as many as by name, since more are
 * a slip of the pen, of which plans without end would be made. Told at the largest of them.
 */
function checkNumbers({ problem, faults }: Checking): void {
  for (const field of ['leave', 'early'] as const) {
    const days = new Map<number, { total: number; most: number; path: PathStep[] }>();
    for (const [i, c] of entries(problem.classes))
      for (const [j, { weekday, count = 0 }] of entries(c[field])) {
        if (weekday === undefined) continue;
        const { total = 0, most = -1, path = [] } = days.get(weekday) ?? {};
        const here = ['classes', i, field, j, 'count'];
        const largest = count > most ? { most: count, path: here } : { most, path };
        days.set(weekday, { total: total + count, ...largest });
      }
    for (const [weekday, { total, most, path }] of days) {
      if (total <= sizeLimits.students) continue;
      const { zh, en } = weekdayName(weekday);
      const what = {
        zh: `${zh}各班人数共 ${total} 人，上限是 ${sizeLimits.students}，其中最大的是这里的 ${most}`,
        en: `the classes have ${total} pupils on ${en}, the limit is ${sizeLimits.students}, and the most are here (${most})`,
      };
      const hint = {
        zh: '检查这个数字有没有多打一位',
        en: 'check whether this number has a digit too many',
      };
      faults.push(makeFault('too-many', path, what, { value: most, hint }));
    }
  }
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

function checkStudents(checking: Checking): void {
  const { problem, known, faults } = checking;
  for (const [i, student] of entries(problem.students)) {
    const path = ['students', i] as const;
    checkReference(checking, 'classes', student.classId, [...path, 'classId']);
    checkReference(checking, 'staff', student.mentorId, [...path, 'mentorId']);
    if (student.leave !== undefined) {
      for (const day of weekdays) {
        checkReference(checking, 'leavePoints', student.leave[day], [...path, 'leave', day]);
      }
    }
    if (student.choices === undefined) continue;
    const at = [...path, 'choices'];
    checkRepeats(faults, 'duplicate-entry', student.choices, at, 'the choice');
    for (const [j, activityId] of entries(student.choices)) {
      checkReference(checking, 'activities', activityId, [...at, j]);
      const enrol = known.activity(activityId)?.enrol;
      if (enrol === undefined || enrol === 'choice') continue;
      const what = {
        zh: `活动${quoteZh(activityId)}不由学生选：它的参加方式是 ${quoteZh(enrol)}`,
        en: `pupils do not choose ${quote(activityId)}: its enrol is "${enrol}"`,
      };
      faults.push(makeFault('choice-not-offered', [...at, j], what, { value: activityId }));
    }
  }
}
