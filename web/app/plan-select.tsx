import type { SelectProps } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import { usePlanWords } from '../plan/plan-words.ts';
import { WhichPlan } from '../plan/which-plan.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { isGone } from '../remote/client.ts';
import { usePlanInfo, useProblems } from '../remote/queries.ts';
import type { PlanInfo } from '../remote/types.ts';
import { NameSelect } from './name-select.tsx';

/** Chooses among stored plans, each told by what differs from plan to plan; newest first. */
export function PlanSelect<Value>(
  props: Omit<SelectProps<Value>, 'options'> & {
    plans: readonly PlanInfo[] | undefined;
    /** Of a plan that is chosen already, among several. */
    letterOf?(planId: string): string | undefined;
  },
) {
  const { plans, letterOf, ...rest } = props;
  const wordsOf = usePlanWords();
  const versions = dataVersions(useProblems().data ?? []);
  const byId = new Map(plans?.map((plan) => [plan.id, plan]));
  const shown = (id: unknown, isInList: boolean) => {
    const plan = byId.get(String(id));
    return (
      plan && (
        <WhichPlan
          plan={plan}
          version={versions.get(plan.problemId)}
          schoolName={isInList ? plan.schoolName : undefined}
          letter={letterOf?.(plan.id)}
          isBrief={!isInList && rest.mode === 'multiple'}
        />
      )
    );
  };
  return (
    <NameSelect<Value>
      {...rest}
      options={plans?.map((plan) => {
        const { made, origin, costs, data, doubts } = wordsOf(plan, versions.get(plan.problemId));
        // What is searched, heard, and read by pointing at it.
        const label = [made, origin, ...costs, data, ...doubts.map(({ text }) => text)];
        return { value: plan.id, label: [...label, plan.schoolName].filter(Boolean).join(' · ') };
      })}
      optionRender={({ value, label }) => shown(value, true) ?? label}
      labelRender={({ value }) => shown(value, false) ?? <Unlisted id={String(value)} />}
    />
  );
}

/** A plan that was chosen by its address: too old for the list, deleted, or another's. */
function Unlisted({ id }: { id: string }) {
  const { t } = useLanguage();
  const { data, error } = usePlanInfo(id);
  if (data) return <WhichPlan plan={data} version={undefined} />;
  return <span className="muted">{isGone(error) ? t.plan.gone : t.state.loading}</span>;
}
