import { Drawer, Switch } from 'antd';
import type { Session } from '../../src/domain/problem.ts';
import { NameSelect } from '../app/name-select.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { Block, GridRow, PlanView } from './grid-rows.ts';
import type { PlanModel } from './plan-model.ts';
import { PupilEdits } from './pupil-edits.tsx';
import { hasOwnRoster, RosterEdits } from './roster-edits.tsx';
import { SeatLine } from './seat-line.tsx';
import { SessionEdits } from './session-edits.tsx';
import { WhyOpen } from './why-open.tsx';
import './tables.css';

/** Everything about the sessions of one block. */
export function BlockDrawer(props: {
  model: PlanModel;
  planId: string;
  view: PlanView;
  /** `row` is whose it is, where it was opened from the grid. */
  opened: { block: Block; row?: GridRow } | undefined;
  /** Of its plan, where several are compared. */
  letter?: string;
  onEdit: ((edits: Edit[]) => void) | undefined;
  pinned: ReadonlySet<string>;
  onPin: ((sessionIds: readonly string[], isOn: boolean) => void) | undefined;
  onClose(): void;
}) {
  const { t } = useLanguage();
  const { model, opened, onClose } = props;
  const block = opened?.block;
  const isPupil = props.view === 'pupil';
  return (
    <Drawer
      open={block !== undefined}
      onClose={onClose}
      // One that is only hidden does not take the focus when it opens again.
      destroyOnHidden
      size={440}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={
        block &&
        [
          props.letter,
          `${t.weekday[block.weekday]} ${block.start}–${block.end} ${t.segment[block.segment]}`,
        ]
          .filter(Boolean)
          .join(' · ')
      }
    >
      {isPupil && opened?.row && (
        <PupilEdits model={model} studentId={opened.row.key} onEdit={props.onEdit} />
      )}
      {block?.sessions.map((session) => (
        <SessionDetails
          key={session.id}
          session={session}
          model={model}
          planId={props.planId}
          onEdit={props.onEdit}
          isPinned={props.pinned.has(session.id)}
          onPin={props.onPin}
        />
      ))}
    </Drawer>
  );
}

function SessionDetails(props: {
  session: Session;
  model: PlanModel;
  planId: string;
  onEdit: ((edits: Edit[]) => void) | undefined;
  isPinned: boolean;
  onPin: ((sessionIds: readonly string[], isOn: boolean) => void) | undefined;
}) {
  const { session, model, planId, onEdit } = props;
  const { t, number, aside } = useLanguage();
  const { start, end } = model.placeOf(session);
  const rain = model.rainRoom(session);
  const pupils = session.studentIds ?? [];
  const canPlace = onEdit !== undefined && hasOwnRoster(model, session);
  return (
    <section className="session">
      <h3>{model.title(session)}</h3>
      {props.onPin && (
        <p>
          <Switch
            size="small"
            aria-label={t.edit.pin}
            checked={props.isPinned}
            onChange={(isOn) => props.onPin?.([session.id], isOn)}
          />{' '}
          {t.edit.pin} <span className="muted small">{t.edit.pinHint}</span>
        </p>
      )}
      <dl>
        <dt>{t.plan.time}</dt>
        <dd>
          {start}–{end}
        </dd>
        <dt>{t.plan.room}</dt>
        <dd>
          {session.roomId === null ? (
            t.plan.noRoom
          ) : !onEdit ? (
            model.names.room(session.roomId)
          ) : (
            <NameSelect
              className="swap"
              size="small"
              aria-label={t.edit.changeRoom}
              value={session.roomId}
              onChange={(roomId) => onEdit([{ room: { sessionId: session.id, roomId } }])}
              options={model.problem.rooms.map(({ id, seats }) => ({
                value: id,
                label: model.names.room(id) + aside(t.plan.places(seats)),
              }))}
            />
          )}
          {rain !== undefined && <div className="muted small">{t.word.rain(rain)}</div>}
        </dd>
        {session.classIds.length > 0 && (
          <>
            <dt>{t.plan.classes}</dt>
            <dd>{model.names.classes(session.classIds, 99)}</dd>
          </>
        )}
        {session.headcount > 0 && (
          <>
            <dt>{t.plan.headcount}</dt>
            <dd>{number(session.headcount)}</dd>
          </>
        )}
        <dt>{t.plan.seats}</dt>
        <dd>
          {session.seats.map((_, i) => (
            <SeatLine
              // biome-ignore lint/suspicious/noArrayIndexKey: seats are known by their place
              key={i}
              model={model}
              planId={planId}
              session={session}
              seat={i}
              onEdit={onEdit}
            />
          ))}
        </dd>
        {(pupils.length > 0 || canPlace) && (
          <>
            <dt>{t.plan.pupils}</dt>
            <dd className="small">
              {canPlace && onEdit ? (
                <RosterEdits model={model} session={session} onEdit={onEdit} />
              ) : (
                pupils.join('  ')
              )}
            </dd>
          </>
        )}
        {onEdit && <SessionEdits model={model} session={session} onEdit={onEdit} />}
      </dl>
      {session.seats.some((seat) => seat.staffId === null) && (
        <WhyOpen model={model} planId={planId} sessionId={session.id} onEdit={onEdit} />
      )}
    </section>
  );
}
