import { Drawer, Select, Switch, Tag } from 'antd';
import type { Session } from '../../src/domain/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { Block, GridRow } from './grid-rows.ts';
import type { PlanModel } from './plan-model.ts';
import { WhyOpen } from './why-open.tsx';
import './tables.css';

/** Everything about the sessions of one block. */
export function BlockDrawer(props: {
  model: PlanModel;
  planId: string;
  opened: { block: Block; row: GridRow } | undefined;
  onEdit: ((edits: Edit[]) => void) | undefined;
  pinned: ReadonlySet<string>;
  onPin: ((sessionIds: readonly string[], isOn: boolean) => void) | undefined;
  onClose(): void;
}) {
  const { t } = useLanguage();
  const { model, opened, onClose } = props;
  const block = opened?.block;
  return (
    <Drawer
      open={block !== undefined}
      onClose={onClose}
      size={440}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={
        block &&
        `${t.weekday[block.weekday]} ${block.start}–${block.end} ${t.segment[block.segment]}`
      }
    >
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
  const { t, number } = useLanguage();
  const { start, end } = model.placeOf(session);
  const pupils = session.studentIds ?? [];
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
            <Select
              className="swap"
              size="small"
              aria-label={t.edit.changeRoom}
              showSearch={{ optionFilterProp: 'label' }}
              value={session.roomId}
              onChange={(roomId) => onEdit([{ room: { sessionId: session.id, roomId } }])}
              options={model.problem.rooms.map(({ id, name, seats }) => ({
                value: id,
                label: `${name || id} (${seats})`,
              }))}
            />
          )}
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
          {session.seats.map(({ role, staffId }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: seats are known by their place
            <div key={i}>
              <span className="muted">{t.role[role]}</span>{' '}
              {staffId === null && <Tag color="red">{t.plan.openPost}</Tag>}
              {!onEdit && staffId !== null && model.names.person(staffId)}
              {onEdit && (
                <Select
                  className="swap"
                  size="small"
                  aria-label={t.edit.change}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={staffId ?? ''}
                  onChange={(chosen) =>
                    onEdit([
                      {
                        seat: {
                          sessionId: session.id,
                          seat: i,
                          staffId: chosen === '' ? null : chosen,
                        },
                      },
                    ])
                  }
                  options={[
                    { value: '', label: t.edit.leaveOpen },
                    ...model.problem.staff.map(({ id, name, kind }) => ({
                      value: id,
                      label: `${name || id} (${t.staffKind[kind]})`,
                    })),
                  ]}
                />
              )}
            </div>
          ))}
        </dd>
        {pupils.length > 0 && (
          <>
            <dt>{t.plan.pupils}</dt>
            <dd className="small">{pupils.join('  ')}</dd>
          </>
        )}
      </dl>
      {session.seats.some((seat) => seat.staffId === null) && (
        <WhyOpen planId={planId} sessionId={session.id} />
      )}
    </section>
  );
}
