import { Button } from 'antd';
import { useText } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';

/** The wishes of one pupil in order, and whether each is met; a place can be given or taken. */
export function PupilEdits(props: {
  model: PlanModel;
  studentId: string;
  onEdit: ((edits: Edit[]) => void) | undefined;
}) {
  const { model, studentId, onEdit } = props;
  const t = useText();
  const { choices = [] } = model.index.student(studentId);
  if (choices.length === 0) return null;
  const placed = new Set(
    (model.plan.placements ?? [])
      .filter((one) => one.studentId === studentId)
      .map(({ activityId }) => activityId),
  );
  return (
    <section className="session">
      <h3>{t.edit.wishes}</h3>
      {choices.map((activityId, i) => (
        <div key={activityId} className="seat-line">
          <span className="muted">{t.edit.wish(i + 1)}</span> {model.names.activity(activityId)}{' '}
          {placed.has(activityId) && <b>✓</b>}{' '}
          {onEdit && (
            <Button
              size="small"
              onClick={() =>
                onEdit([{ place: { studentId, activityId, isIn: !placed.has(activityId) } }])
              }
            >
              {placed.has(activityId) ? t.edit.takeOutShort : t.edit.putInShort}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
