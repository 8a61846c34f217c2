import { Button } from 'antd';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { PlanModel } from '../plan/plan-model.ts';
import { usePlanModel } from '../plan/use-plan-model.ts';
import { useExplanation } from '../remote/queries.ts';
import { LoadBar } from './load-bar.tsx';
import { personFigures } from './person-figures.ts';
import '../plan/tables.css';
import './fairness.css';

/** One person's posts and how they compare, to be printed and handed over. */
export function StatementPage() {
  const { planId, staffId = '' } = useParams();
  const { t } = useLanguage();
  const { model, error, retry } = usePlanModel(planId);
  if (error && !model) return <Failure error={error} retry={retry} />;
  if (!model) {
    return (
      <>
        <PageHead title={t.fairness.statement} />
        <Loading rows={8} />
      </>
    );
  }
  return <Statement model={model} planId={planId ?? ''} staffId={staffId} />;
}

function Statement(props: { model: PlanModel; planId: string; staffId: string }) {
  const { model, planId, staffId } = props;
  const { t, lang, number } = useLanguage();
  const told = useExplanation(planId, true);
  const people = useMemo(() => personFigures(model), [model]);
  const person = people.find(({ staff }) => staff.id === staffId);
  if (!person) return <PageHead title={t.state.notFoundTitle} />;
  const { load, target } = person;
  const scale = Math.max(1, ...people.flatMap((one) => [one.load, one.target ?? 0]));
  return (
    <article className="card statement">
      <PageHead title={t.fairness.statementTitle(person.name)} intro={model.problem.school.name}>
        <Button type="primary" onClick={() => print()}>
          {t.word.print}
        </Button>
      </PageHead>
      <LoadBar load={load} target={target} scale={scale} />
      {person.staff.carryOver !== undefined && person.staff.carryOver !== 0 && (
        <p>{t.fairness.carry(number(person.staff.carryOver))}</p>
      )}
      {told.isPending && <Loading rows={2} />}
      {told.error && <Failure error={told.error} retry={() => void told.refetch()} />}
      {told.data?.fairness
        .filter((one) => one.staffId === staffId)
        .map(({ sentence }) => (
          <blockquote key={staffId} className="told">
            {sentence[lang]}
          </blockquote>
        ))}
      <p>
        {t.fairness.late} {person.late} · {t.fairness.early} {person.early} · {t.fairness.streak}{' '}
        {person.streaks} · {t.fairness.days} {person.days} · {t.fairness.minutes}{' '}
        {number(person.minutes)} · {t.fairness.pay} {number(person.pay)}
      </p>
      <h2>{t.fairness.posts}</h2>
      <table className="table">
        <thead>
          <tr>
            <th>{t.plan.day}</th>
            <th>{t.plan.time}</th>
            <th>{t.compare.session}</th>
            <th>{t.plan.room}</th>
            <th>{t.plan.classes}</th>
          </tr>
        </thead>
        <tbody>
          {person.sessions.map((session) => {
            const { weekday, start, end } = model.placeOf(session);
            return (
              <tr key={session.id}>
                <td>{t.weekday[weekday]}</td>
                <td className="nowrap">
                  {start}–{end}
                </td>
                <td>{model.title(session)}</td>
                <td>{session.roomId === null ? '' : model.names.room(session.roomId)}</td>
                <td>{model.isChoice(session) ? '' : model.names.classes(session.classIds, 4)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </article>
  );
}
