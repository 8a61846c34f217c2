import { Button } from 'antd';
import type { Session } from '../../src/domain/problem.ts';
import { NameSelect } from '../app/name-select.tsx';
import { Sure } from '../app/sure.tsx';
import { useText } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';
import { SpotSelect } from './spot-select.tsx';
import { spotsOf } from './spots.ts';

/** What else can be done with a session by hand: its time, whether it is held, who is together. */
export function SessionEdits(props: {
  model: PlanModel;
  session: Session;
  onEdit(edits: Edit[]): void;
}) {
  const { session } = props;
  return session.kind === 'care' ? <CareEdits {...props} /> : <HeldEdits {...props} />;
}

function HeldEdits(props: { model: PlanModel; session: Session; onEdit(edits: Edit[]): void }) {
  const { model, session, onEdit } = props;
  const t = useText();
  const spots = spotsOf(model, model.index.activity(session.activityId as string));
  return (
    <>
      <dt>{t.edit.time}</dt>
      <dd>
        <SpotSelect
          model={model}
          spots={spots}
          value={session.periodIds}
          label={t.edit.changeTime}
          size="small"
          onChange={(spot) => onEdit([{ move: { sessionId: session.id, periodIds: [...spot] } }])}
        />{' '}
        <Sure
          title={t.edit.closeAsk}
          okText={t.edit.close}
          cancelText={t.word.cancel}
          onConfirm={() => onEdit([{ close: { sessionId: session.id } }])}
        >
          <Button size="small" danger>
            {t.edit.close}
          </Button>
        </Sure>
      </dd>
    </>
  );
}

/** A class out of a merged group, or into another group of the period. */
function CareEdits(props: { model: PlanModel; session: Session; onEdit(edits: Edit[]): void }) {
  const { model, session, onEdit } = props;
  const t = useText();
  const periodId = session.periodIds[0] as string;
  const groups = model.plan.sessions.filter(
    ({ id, kind, periodIds }) => kind === 'care' && periodIds[0] === periodId && id !== session.id,
  );
  const put = (classId: string, into: string | null) =>
    onEdit([{ care: { classId, periodId, into } }]);
  return (
    <>
      <dt>{t.edit.groups}</dt>
      <dd>
        {session.classIds.map((classId) => (
          <div key={classId} className="seat-line">
            {model.names.schoolClass(classId)}{' '}
            {session.classIds.length > 1 && (
              <Button size="small" onClick={() => put(classId, null)}>
                {t.edit.split}
              </Button>
            )}{' '}
            <NameSelect<string>
              className="swap"
              size="small"
              aria-label={t.edit.mergeInto(model.names.schoolClass(classId))}
              placeholder={t.edit.merge}
              value={null}
              onChange={(into) => put(classId, into)}
              options={groups.map(({ id, classIds, headcount }) => ({
                value: id,
                label: `${model.names.classes(classIds, 3)} (${headcount})`,
              }))}
            />
          </div>
        ))}
      </dd>
    </>
  );
}
