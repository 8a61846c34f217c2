import { Drawer, Tag } from 'antd';
import type { Session } from '../../src/domain/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Block, GridRow } from './grid-rows.ts';
import type { PlanModel } from './plan-model.ts';
import './tables.css';

/** Everything about the sessions of one block. */
export function BlockDrawer(props: {
  model: PlanModel;
  planId: string;
  opened: { block: Block; row: GridRow } | undefined;
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
        <SessionDetails key={session.id} session={session} model={model} />
      ))}
    </Drawer>
  );
}

function SessionDetails({ session, model }: { session: Session; model: PlanModel }) {
  const { t, number } = useLanguage();
  const { start, end } = model.placeOf(session);
  const pupils = session.studentIds ?? [];
  return (
    <section className="session">
      <h3>{model.title(session)}</h3>
      <dl>
        <dt>{t.plan.time}</dt>
        <dd>
          {start}–{end}
        </dd>
        <dt>{t.plan.room}</dt>
        <dd>{session.roomId === null ? t.plan.noRoom : model.names.room(session.roomId)}</dd>
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
              {staffId === null ? (
                <Tag color="red">{t.plan.openPost}</Tag>
              ) : (
                model.names.person(staffId)
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
    </section>
  );
}
