import { Button } from 'antd';
import type { Session } from '../../src/domain/problem.ts';
import { NameSelect } from '../app/name-select.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';

/** Pupils of a club whose places the plan gives: each can be taken out, and others put in. */
export function RosterEdits(props: {
  model: PlanModel;
  session: Session;
  onEdit(edits: Edit[]): void;
}) {
  const { model, session, onEdit } = props;
  const { t, aside } = useLanguage();
  const activityId = session.activityId as string;
  const held = new Set(session.studentIds ?? []);
  const place = (studentId: string, isIn: boolean) =>
    onEdit([{ place: { studentId, activityId, isIn } }]);
  const nameOf = (id: string, classId: string) => `${id} (${model.names.schoolClass(classId)})`;
  const series = model.index.seriesByKey(activityId, session.forKey);
  const audience = new Set(series?.classIds);
  const wishes = (model.problem.students ?? [])
    .filter(({ id, classId, choices }) => {
      const mayCome = audience.has(classId) && choices?.includes(activityId);
      return mayCome && !held.has(id);
    })
    .map(({ id, classId, choices = [] }) => ({
      value: id,
      label: `${nameOf(id, classId)} ${t.edit.wish(choices.indexOf(activityId) + 1)}`,
    }));
  return (
    <>
      <ul className="roster">
        {[...held].map((id) => (
          <li key={id}>
            {id}
            <Button
              size="small"
              type="text"
              aria-label={t.edit.takeOut(id)}
              title={t.edit.takeOut(id)}
              onClick={() => place(id, false)}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <NameSelect<string>
        className="swap"
        size="small"
        aria-label={t.edit.putIn}
        placeholder={`${t.edit.putIn}${aside(String(wishes.length))}`}
        value={null}
        onChange={(id) => place(id, true)}
        options={wishes}
      />
    </>
  );
}

/** Whether the plan itself says who is in it, and not a fixed list or numbers. */
export function hasOwnRoster(model: PlanModel, session: Session): boolean {
  if (!model.isChoice(session)) return false;
  const { studentIds, enrolment } = model.index.activity(session.activityId as string);
  return studentIds === undefined && enrolment === undefined;
}
