import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Session } from '../../src/domain/problem.ts';
import { NameSelect } from '../app/name-select.tsx';
import { useText } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';
import { SeatChoices } from './seat-choices.tsx';

/** One seat of a session: who sits there, and who could instead. */
export function SeatLine(props: {
  model: PlanModel;
  planId: string;
  session: Session;
  seat: number;
  onEdit: ((edits: Edit[]) => void) | undefined;
}) {
  const { model, planId, session, seat, onEdit } = props;
  const t = useText();
  const [isChoosing, setChoosing] = useState(false);
  const { role, staffId } = session.seats[seat] as Session['seats'][number];
  const take = (id: string | null) =>
    onEdit?.([{ seat: { sessionId: session.id, seat, staffId: id } }]);
  return (
    <div className="seat-line">
      <span className="muted">{t.role[role]}</span>{' '}
      {staffId === null && <Tag color="red">{t.plan.openPost}</Tag>}
      {!onEdit && staffId !== null && model.names.person(staffId)}
      {onEdit && (
        <>
          <NameSelect
            className="swap"
            size="small"
            aria-label={t.edit.change}
            value={staffId ?? ''}
            onChange={(chosen) => take(chosen === '' ? null : chosen)}
            options={[
              { value: '', label: t.edit.leaveOpen },
              ...model.problem.staff.map(({ id, kind }) => ({
                value: id,
                label: `${model.names.person(id)} (${t.staffKind[kind]})`,
              })),
            ]}
          />
          <Button
            size="small"
            type="link"
            aria-expanded={isChoosing}
            onClick={() => setChoosing(!isChoosing)}
          >
            {t.edit.whoCould}
          </Button>
          {isChoosing && (
            <SeatChoices planId={planId} sessionId={session.id} seat={seat} onEdit={onEdit} />
          )}
        </>
      )}
    </div>
  );
}
