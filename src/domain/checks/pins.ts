import { makeFault } from '../faults.ts';
import { type PathStep, quote, quoteZh } from '../pointer.ts';
import { type Checking, checkReference, type KeyScope } from './lookup.ts';
import { entries } from './loose.ts';

/**
 * Pins: what they refer to and what they are about. A pin that breaks a rule (a wrong segment, a
 * busy person) is allowed: the contract scores it.
 */
export function checkPins(checking: Checking): void {
  const { problem, known, faults } = checking;
  // Pins whose target is there but was wrong in shape: they are not told that it is missing.
  const told = new Set<number>();
  for (const fault of faults) {
    const match = /^\/pins\/(\d+)\/(?:activityId|care)(?:\/|$)/.exec(fault.path);
    if (match) told.add(Number(match[1]));
  }
  for (const [i, pin] of entries(problem.pins)) {
    const path = ['pins', i] as const;
    checkReference(checking, 'activities', pin.activityId, [...path, 'activityId']);
    checkReference(checking, 'periods', pin.periodId, [...path, 'periodId']);
    checkReference(checking, 'rooms', pin.roomId, [...path, 'roomId']);
    for (const [j, seat] of entries(pin.seats)) {
      checkReference(checking, 'staff', seat.staffId, [...path, 'seats', j, 'staffId']);
    }
    if (pin.care === undefined) {
      if (pin.activityId !== undefined) {
        checkForKey(checking, pin.activityId, pin.forKey, [...path, 'forKey'], 'audience');
      } else if (!told.has(i)) {
        const what = {
          zh: '这条锁定既没有写活动，也没有写看护',
          en: 'the pin names neither an activity nor care',
        };
        faults.push(makeFault('pin-target', path, what));
      }
      continue;
    }
    checkReference(checking, 'classes', pin.care.classId, [...path, 'care', 'classId']);
    checkReference(checking, 'periods', pin.care.periodId, [...path, 'care', 'periodId']);
    if (pin.activityId !== undefined) {
      const what = {
        zh: `这条锁定既写了活动${quoteZh(pin.activityId)}，又写了看护`,
        en: `the pin names the activity ${quote(pin.activityId)} and care`,
      };
      faults.push(makeFault('pin-target', path, what));
      continue;
    }
    for (const field of ['forKey', 'index', 'periodId'] as const) {
      if (pin[field] === undefined) continue;
      const what = { zh: `看护的锁定不写 ${field}`, en: `a care pin has no ${field}` };
      faults.push(makeFault('pin-field', [...path, field], what, { value: pin[field] }));
    }
    const { periodId } = pin.care;
    if (periodId !== undefined && known.period(periodId)?.segment === 'duty') {
      const what = {
        zh: `${quoteZh(periodId)}是护导时段，没有看护`,
        en: `there is no care in the duty period ${quote(periodId)}`,
      };
      const at = [...path, 'care', 'periodId'];
      faults.push(makeFault('pin-no-care', at, what, { value: periodId }));
    }
  }
}

/** `forKey` is required where the activity has a series for each grade or class, else forbidden. */
export function checkForKey(
  { known, faults }: Pick<Checking, 'known' | 'faults'>,
  activityId: string,
  forKey: string | undefined,
  path: readonly PathStep[],
  within: KeyScope,
): void {
  const activity = known.activity(activityId);
  if (activity === undefined) return;
  const forEach = activity.forEach ?? 'activity';
  if (forEach === 'activity') {
    if (forKey === undefined) return;
    const what = {
      zh: `活动${quoteZh(activityId)}不分年级或班级`,
      en: `${quote(activityId)} has one series only`,
    };
    faults.push(makeFault('for-key-forbidden', path, what, { value: forKey }));
    return;
  }
  const each = forEach === 'class' ? '班级' : '年级';
  if (forKey === undefined) {
    const what = {
      zh: `活动${quoteZh(activityId)}按${each}分开，缺少 forKey`,
      en: `${quote(activityId)} has a series for each ${forEach}, and forKey is missing`,
    };
    faults.push(makeFault('for-key-missing', path, what));
    return;
  }
  const keys = known.forKeys(activity, within);
  if (keys === undefined || keys.has(forKey)) return;
  const what = {
    zh: `活动${quoteZh(activityId)}没有${each}${quoteZh(forKey)}的场次`,
    en: `${quote(activityId)} has no series for the ${forEach} ${quote(forKey)}`,
  };
  faults.push(makeFault('for-key-unknown', path, what, { value: forKey }));
}
