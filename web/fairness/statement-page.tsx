import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { schoolName } from '../../src/domain/naming.ts';
import { DataTable } from '../app/data-table.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Loading, PageFailure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { PlanModel } from '../plan/plan-model.ts';
import { usePlanModel } from '../plan/use-plan-model.ts';
import { WhichPlan } from '../plan/which-plan.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { useFairness, useProblems } from '../remote/queries.ts';
import type { Fairness } from '../remote/types.ts';
import { LoadBar } from './load-bar.tsx';
import { StatementGrounds } from './statement-grounds.tsx';
import '../plan/tables.css';
import './fairness.css';

/** One person's posts and how they compare, to be printed and handed over. */
export function StatementPage() {
  const { planId, staffId = '' } = useParams();
  const { t } = useLanguage();
  const { model, info, error, retry } = usePlanModel(planId);
  const versions = dataVersions(useProblems().data ?? []);
  const told = useFairness(planId ?? '');
  if (error && !model) return <PageFailure error={error} retry={retry} />;
  if (told.error) return <PageFailure error={told.error} retry={() => void told.refetch()} />;
  if (!model || !info || !told.data) {
    return (
      <>
        <PageHead title={t.fairness.statement} />
        <Loading rows={8} />
      </>
    );
  }
  // On paper nothing else says which plan it was.
  const which = <WhichPlan plan={info} version={versions.get(info.problemId)} />;
  return <Statement model={model} which={which} people={told.data} staffId={staffId} />;
}

function Statement(props: {
  model: PlanModel;
  which: ReactNode;
  people: readonly Fairness[];
  staffId: string;
}) {
  const { model, which, people, staffId } = props;
  const { t, lang, number } = useLanguage();
  const person = people.find((one) => one.staffId === staffId);
  const staff = model.problem.staff.find(({ id }) => id === staffId);
  if (!person || !staff) return <PageHead title={t.state.notFoundTitle} />;
  const scale = Math.max(1, ...people.flatMap((one) => [one.load, one.loadTarget ?? 0]));
  const sessions = model.plan.sessions
    .filter(({ seats }) => seats.some((seat) => seat.staffId === staffId))
    .map((session) => ({ session, place: model.placeOf(session) }))
    .sort(({ place: a }, { place: b }) => a.weekday - b.weekday || (a.start < b.start ? -1 : 1));
  return (
    <article className="card statement">
      <PageHead
        title={t.fairness.statementTitle(person.name)}
        intro={schoolName(model.problem.school)}
      >
        <Button type="primary" onClick={() => print()}>
          {t.word.print}
        </Button>
      </PageHead>
      <p className="told-plan">{which}</p>
      <LoadBar load={person.load} target={person.loadTarget} scale={scale} />
      {staff.carryOver !== undefined && staff.carryOver !== 0 && (
        <p>{t.fairness.carry(number(staff.carryOver))}</p>
      )}
      <blockquote className="told">{person.sentence[lang]}</blockquote>
      <p>
        {t.fairness.inAll({
          late: number(person.late),
          early: number(person.early),
          streaks: number(person.streaks),
          days: number(person.days),
          minutes: number(person.minutes),
          pay: number(person.pay),
        })}
      </p>
      <StatementGrounds person={person} people={people} />
      <h2>{t.fairness.posts}</h2>
      <DataTable
        label={t.fairness.posts}
        isPart
        stacks
        rows={sessions}
        keyOf={({ session }) => session.id}
        columns={[
          {
            head: t.fairness.when,
            className: 'nowrap',
            cell: ({ place }) => `${t.weekday[place.weekday]} ${place.start}–${place.end}`,
          },
          {
            head: t.compare.session,
            cell: ({ session }) => model.title(session),
          },
          {
            head: t.plan.room,
            cell: ({ session: { roomId } }) => (roomId === null ? '' : model.names.room(roomId)),
          },
          {
            head: t.plan.classes,
            cell: ({ session }) =>
              model.isChoice(session)
                ? ''
                : model.names.classes(session.classIds, session.classIds.length),
          },
        ]}
      />
    </article>
  );
}
