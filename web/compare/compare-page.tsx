import { Alert } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { schoolName } from '../../src/domain/naming.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { PageHead } from '../app/page-head.tsx';
import { PlanSelect } from '../app/plan-select.tsx';
import { Failure, Loading, PageFailure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { NoPlans } from '../plan/no-plans.tsx';
import { usePlanModel } from '../plan/use-plan-model.ts';
import { dataVersions } from '../problems/data-versions.ts';
import { PublishButton } from '../publish/publish-button.tsx';
import { isGone } from '../remote/client.ts';
import { usePlans, useProblems, useRules } from '../remote/queries.ts';
import type { PlanInfo } from '../remote/types.ts';
import { haveOneScale } from '../solve/weights-told.ts';
import { ChangeList } from './change-list.tsx';
import { type ComparedPlan, LetteredPlan } from './compared-plan.tsx';
import { KpiTable } from './kpi-table.tsx';
import { PairPicker } from './pair-picker.tsx';
import { RuleTable } from './rule-table.tsx';
import { SideGrid } from './side-grid.tsx';
import '../plan/tables.css';
import './compare.css';

const LETTERS = 'ABCD';
const MOST = LETTERS.length;

/** Two to four plans side by side. */
export function ComparePage() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const plans = usePlans();
  const ids = (search.get('plans') ?? '').split(',').filter(Boolean).slice(0, MOST);
  // Hooks may not be in a loop: four places, of which some are empty.
  const loaded = [
    usePlanModel(ids[0]),
    usePlanModel(ids[1]),
    usePlanModel(ids[2]),
    usePlanModel(ids[3]),
  ];
  const first = plans.data?.find((plan) => plan.id === ids[0]) ?? loaded[0]?.info;
  const offered = plans.data?.filter(
    (plan) => !first || plan.schoolId === first.schoolId || ids.includes(plan.id),
  );
  // Chosen by their address, and too old for the list.
  const unlisted = loaded.flatMap(({ model, info }): PlanInfo[] =>
    model && info && plans.data && !plans.data.some(({ id }) => id === info.id)
      ? [{ ...info, schoolName: schoolName(model.problem.school) }]
      : [],
  );
  const versions = dataVersions(useProblems().data ?? []);
  const letterOf = (id: string) => LETTERS[ids.indexOf(id)];
  const compared = ids.flatMap((id, i): ComparedPlan[] => {
    const { model, info } = loaded[i] ?? {};
    if (!model || !info) return [];
    const { problemId } = info;
    const version = versions.get(problemId);
    return [{ id, label: `${letterOf(id)}`, model, problemId, info, version }];
  });
  const errors = loaded.slice(0, ids.length).flatMap(({ error }) => error ?? []);
  const gone = errors.filter(isGone).length;
  const error = errors.find((one) => !isGone(one));
  const isRead = !error && compared.length + gone === ids.length;
  return (
    <>
      <PageHead title={t.compare.title} intro={t.compare.intro} />
      {plans.data?.length === 0 ? (
        <NoPlans />
      ) : plans.error && !plans.data && ids.length === 0 ? (
        <Failure error={plans.error} retry={() => void plans.refetch()} />
      ) : (
        <PlanSelect<string[]>
          mode="multiple"
          className="no-print"
          aria-label={t.compare.pick}
          placeholder={t.compare.pick}
          maxCount={MOST}
          style={{ width: '100%', marginBottom: 14 }}
          value={ids}
          onChange={(chosen) => setSearch({ plans: chosen.join(',') })}
          plans={offered && [...offered, ...unlisted]}
          letterOf={letterOf}
        />
      )}
      {error && <PageFailure error={error} />}
      {gone > 0 && (
        <Alert type="warning" showIcon title={t.compare.gone} style={{ marginBottom: 14 }} />
      )}
      {compared.length === 1 && isRead && <Alert type="info" title={t.compare.need} />}
      {ids.length > 1 && !isRead && !error && <Loading rows={10} />}
      {compared.length > 1 && isRead && <Compared plans={compared} />}
    </>
  );
}

function Compared({ plans }: { plans: ComparedPlan[] }) {
  const { t } = useLanguage();
  const [pair, setPair] = useState<[string, string]>();
  const placeOf = (i: 0 | 1) => plans.find(({ id }) => id === pair?.[i]) ?? plans[i];
  const [base, other] = [placeOf(0), placeOf(1)] as [ComparedPlan, ComparedPlan];
  const isOfOneSchool = areOfOneSchool(plans);
  const rules = useRules().data ?? [];
  const hasOneScale = haveOneScale(
    plans.map(({ model }) => model),
    rules,
  );
  return (
    <>
      {!isOfOneSchool && (
        <Alert type="warning" showIcon title={t.compare.schools} style={{ marginBottom: 14 }} />
      )}
      <Lettered plans={plans} hasSchools={!isOfOneSchool} />
      {isOfOneSchool && !hasOneScale && (
        <Alert type="info" showIcon title={t.compare.weights} style={{ marginBottom: 14 }} />
      )}
      <KpiTable plans={plans} isRanked={isOfOneSchool} hasOneScale={hasOneScale} />
      <RuleTable plans={plans} isRanked={isOfOneSchool && hasOneScale} />
      {plans.length > 2 && (
        <PairPicker plans={plans} value={[base.id, other.id]} onChange={setPair} />
      )}
      {areOfOneSchool([base, other]) && <SideBySide base={base} other={other} />}
    </>
  );
}

function areOfOneSchool(plans: readonly ComparedPlan[]): boolean {
  return new Set(plans.map(({ model }) => model.problem.school.id)).size === 1;
}

/** Of two plans of one school: both weeks, and what changed. */
function SideBySide({ base, other }: { base: ComparedPlan; other: ComparedPlan }) {
  return (
    <>
      <SideGrid key={`grid ${base.id} ${other.id}`} base={base} other={other} />
      <ChangeList key={`${base.id} ${other.id}`} base={base} other={other} />
    </>
  );
}

/** Which plan each letter stands for; any of them can be published. */
function Lettered({ plans, hasSchools }: { plans: ComparedPlan[]; hasSchools: boolean }) {
  const { t } = useLanguage();
  return (
    <ul className="lettered" aria-label={t.compare.plans}>
      {plans.map((plan) => {
        const { id, label, model } = plan;
        const { school } = model.problem;
        return (
          <li key={id}>
            <LetteredPlan plan={plan} {...(hasSchools ? { schoolName: school.name } : {})} />
            <span className="verbs no-print">
              <Link to={`/plans/${id}`}>{t.solve.openPlan}</Link>
              <PublishButton
                planId={id}
                problem={model.problem}
                publishable={publishability(model.plan, model.index).publishable}
                letter={label}
                which={<LetteredPlan plan={plan} schoolName={school.name} />}
              />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
