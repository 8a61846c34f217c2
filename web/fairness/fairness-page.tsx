import { Button, Switch } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { planKpis } from '../../src/domain/compare/kpis.ts';
import { schoolName } from '../../src/domain/naming.ts';
import { LinkButton } from '../app/link-button.tsx';
import { Figure, PageHead } from '../app/page-head.tsx';
import { PlanPicker } from '../app/plan-picker.tsx';
import { Failure, Loading, PageFailure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { NoPlans } from '../plan/no-plans.tsx';
import type { PlanModel } from '../plan/plan-model.ts';
import { usePlanModel } from '../plan/use-plan-model.ts';
import { WhichPlan } from '../plan/which-plan.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { isGone } from '../remote/client.ts';
import { useFairness, usePlans, useProblems } from '../remote/queries.ts';
import type { Fairness as Person } from '../remote/types.ts';
import { LoadBar } from './load-bar.tsx';
import '../plan/tables.css';
import './fairness.css';

/** Who carries how much, against what would be fair. */
export function FairnessPage() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const plans = usePlans();
  const planId = useParams().planId ?? plans.data?.[0]?.id;
  const { model, info, error, retry } = usePlanModel(planId);
  const versions = dataVersions(useProblems().data ?? []);
  return (
    <>
      <PageHead title={t.fairness.title} intro={t.fairness.intro}>
        <PlanPicker value={planId} onChange={(id) => navigate(`/fairness/${id}`)} />
        {planId && !isGone(error) && (
          <LinkButton to={`/plans/${planId}`}>{t.solve.openPlan}</LinkButton>
        )}
        {planId && !isGone(error) && <Button onClick={() => print()}>{t.word.print}</Button>}
      </PageHead>
      {model && info && planId ? (
        <>
          <p className="told-plan">
            <b>{schoolName(model.problem.school)}</b>{' '}
            <WhichPlan plan={info} version={versions.get(info.problemId)} />
          </p>
          <Told model={model} planId={planId} />
        </>
      ) : error ? (
        <PageFailure error={error} retry={retry} />
      ) : planId === undefined && plans.error ? (
        <Failure error={plans.error} retry={() => void plans.refetch()} />
      ) : plans.data?.length === 0 ? (
        <NoPlans />
      ) : (
        <Loading rows={12} />
      )}
    </>
  );
}

function Told({ model, planId }: { model: PlanModel; planId: string }) {
  const told = useFairness(planId);
  if (told.error) return <Failure error={told.error} retry={() => void told.refetch()} />;
  if (!told.data) return <Loading rows={12} />;
  return <Fairness model={model} planId={planId} people={told.data} />;
}

type SortKey = 'name' | 'load' | 'diff' | 'late' | 'early' | 'days' | 'streaks' | 'minutes' | 'pay';

const sortBy: Record<SortKey, (person: Person) => number | string> = {
  name: (person) => person.name,
  load: (person) => -person.load,
  diff: (person) => -(person.load - (person.loadTarget ?? person.load)),
  late: (person) => -person.late,
  early: (person) => -person.early,
  days: (person) => -person.days,
  streaks: (person) => -person.streaks,
  minutes: (person) => -person.minutes,
  pay: (person) => -person.pay,
};

function Fairness(props: { model: PlanModel; planId: string; people: readonly Person[] }) {
  const { model, planId, people } = props;
  const { t, lang, number } = useLanguage();
  const [sort, setSort] = useState<SortKey>('diff');
  const [isDown, setDown] = useState(true);
  const [onlyShare, setOnlyShare] = useState(true);
  const even = useMemo(() => planKpis(model.index, model.plan).fairness, [model]);
  const late = people.filter((one) => one.loadTarget !== null).map((person) => person.late);
  const rows = useMemo(() => {
    const key = sortBy[sort];
    const collator = new Intl.Collator(lang);
    const shown = onlyShare ? people.filter((one) => one.loadTarget !== null) : [...people];
    shown.sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      const order = typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y);
      return isDown ? order : -order;
    });
    return shown;
  }, [people, sort, isDown, onlyShare, lang]);
  const scale = Math.max(1, ...people.flatMap(({ load, loadTarget }) => [load, loadTarget ?? 0]));
  const columns: [SortKey, string][] = [
    ['diff', t.fairness.diff],
    ['late', t.fairness.late],
    ['early', t.fairness.early],
    ['streaks', t.fairness.streak],
    ['days', t.fairness.days],
    ['minutes', t.fairness.minutes],
    ['pay', t.fairness.pay],
  ];
  const order = (key: SortKey) => {
    setDown(key === sort ? !isDown : true);
    setSort(key);
  };
  const header = (key: SortKey, label: string, className?: string) => (
    <th
      key={key}
      className={className}
      aria-sort={sort === key ? (isDown ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="sorter" onClick={() => order(key)}>
        {label}
        {sort === key && <span aria-hidden="true">{isDown ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
  );
  const values: Record<SortKey, (person: Person) => string> = {
    name: (person) => person.name,
    load: (person) => number(person.load),
    diff: (person) =>
      person.loadTarget === null ? '–' : signed(person.load - person.loadTarget, number),
    late: (person) => number(person.late),
    early: (person) => number(person.early),
    days: (person) => number(person.days),
    streaks: (person) => number(person.streaks),
    minutes: (person) => number(person.minutes),
    pay: (person) => number(person.pay),
  };
  return (
    <>
      <div className="figures">
        <Figure label={t.fairness.spread} value={number(even.largestDeviationMinutes, 1)} />
        <Figure label={t.fairness.sd} value={number(even.spreadMinutes, 1)} />
        <Figure label={t.fairness.jain} value={number(even.jain, 4)} />
        <Figure
          label={t.fairness.lateRange}
          value={`${Math.max(0, ...late)} / ${late.length > 0 ? Math.min(...late) : 0}`}
        />
      </div>
      <p className="no-print only-share">
        <Switch
          size="small"
          checked={onlyShare}
          onChange={setOnlyShare}
          aria-label={t.fairness.onlyShare}
        />{' '}
        {t.fairness.onlyShare}
      </p>
      <div className="card scroll-x">
        <table className="table fairness" aria-label={t.fairness.title}>
          <thead>
            <tr>
              {header('name', t.fairness.person)}
              {header('load', t.fairness.bar, 'load-column')}
              {columns.map(([key, label]) => header(key, label, `n of-${key}`))}
              <th className="no-print">
                <span className="sr-only">{t.fairness.statement}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((person) => (
              <tr key={person.staffId}>
                <th scope="row" className="person">
                  {person.name}
                  <div className="muted small">{t.staffKind[person.kind]}</div>
                </th>
                <td className="load-column">
                  <LoadBar load={person.load} target={person.loadTarget} scale={scale} />
                </td>
                {columns.map(([key]) => (
                  <td key={key} className={key === 'diff' ? `n ${toneOf(person)}` : `n of-${key}`}>
                    {values[key](person)}
                  </td>
                ))}
                <td className="statement-link no-print">
                  <Link to={`/fairness/${planId}/${encodeURIComponent(person.staffId)}`}>
                    {t.fairness.statement}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** More than a quarter of an hour off is worth a colour. */
function toneOf({ load, loadTarget }: Person): string {
  if (loadTarget === null) return '';
  return load - loadTarget > 15 ? 'worse' : '';
}

export function signed(value: number, number: (value: number, digits?: number) => string): string {
  const text = number(Math.abs(value), 0);
  if (text === '0') return '0';
  return value > 0 ? `+${text}` : `−${text}`;
}
