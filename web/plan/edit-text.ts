import type { useLanguage } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';

type Words = ReturnType<typeof useLanguage>['t'];

/** What an edit by hand changes, as a person would say it: what a drop was taken for is read here. */
export function editText(model: PlanModel, edit: Edit, t: Words): string {
  const { names } = model;
  const person = (id: string | null | undefined) => (id ? names.person(id) : t.edit.leaveOpen);
  const room = (id: string | null | undefined) => (id ? names.room(id) : t.plan.noRoom);
  const times = (ids: readonly string[]) =>
    ids.map((id) => {
      const { weekday, start } = model.index.period(id);
      return `${t.weekday[weekday]} ${start}`;
    });
  const of = (sessionId: string) => {
    const session = model.session(sessionId);
    if (!session) return sessionId;
    const [when] = times(session.periodIds);
    const classes = session.kind === 'care' ? names.classes(session.classIds, 2) : '';
    return [when, model.title(session), classes].filter(Boolean).join(' ');
  };
  const change = (what: string, from: string, to: string) => t.edit.changes(what, from, to);
  const { seat, room: moved, move, care, place, open, close } = edit;
  if (seat) {
    const before = model.session(seat.sessionId)?.seats[seat.seat]?.staffId;
    return change(of(seat.sessionId), person(before), person(seat.staffId));
  }
  if (moved) {
    const before = model.session(moved.sessionId)?.roomId;
    return change(of(moved.sessionId), room(before), room(moved.roomId));
  }
  if (move) {
    const session = model.session(move.sessionId);
    const title = session ? model.title(session) : move.sessionId;
    return change(
      title,
      times(session?.periodIds ?? []).join(' '),
      times(move.periodIds).join(' '),
    );
  }
  if (care) {
    const into = care.into === null ? t.edit.split : of(care.into);
    return change(times([care.periodId]).join(), names.schoolClass(care.classId), into);
  }
  if (place) {
    const club = names.activity(place.activityId);
    return place.isIn ? change(place.studentId, '', club) : change(place.studentId, club, '');
  }
  if (open) {
    return `${t.edit.open} ${model.names.activity(open.activityId)} ${times(open.periodIds).join(' ')}`;
  }
  return close ? `${t.edit.close} ${of(close.sessionId)}` : '';
}
