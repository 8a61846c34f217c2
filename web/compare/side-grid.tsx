import { Segmented, Switch } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Nothing } from '../app/states.tsx';
import { useText } from '../i18n/language.tsx';
import type { GridColumn } from '../plan/grid-layout.ts';
import { type Block, type PlanView, planViews, rowsOf } from '../plan/grid-rows.ts';
import { PlanGrid } from '../plan/plan-grid.tsx';
import type { ComparedPlan } from './compared-plan.tsx';
import { sideRows } from './side-rows.ts';

const BlockDrawer = lazy(async () => ({
  default: (await import('../plan/block-drawer.tsx')).BlockDrawer,
}));

const none: ReadonlySet<string> = new Set();

/** Two plans in one grid: each day stands twice, and what differs is framed. */
export function SideGrid({ base, other }: { base: ComparedPlan; other: ComparedPlan }) {
  const t = useText();
  const [view, setView] = useState<PlanView>('class');
  const [chosenDay, setDay] = useState<number>();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const ofBoth = useMemo(
    () => [rowsOf(base.model, view, t), rowsOf(other.model, view, t)] as const,
    [base, other, view, t],
  );
  const days = useMemo(() => sideRows(...ofBoth, true).days, [ofBoth]);
  // Data of another version may know a day that these do not.
  const weekdays = useMemo(
    () => [...new Set([...base.model.weekdays, ...other.model.weekdays])].sort((a, b) => a - b),
    [base, other],
  );
  const day = chosenDay ?? weekdays.find((one) => days.has(one)) ?? weekdays[0] ?? 0;
  const { rows, different } = useMemo(
    () => sideRows(...ofBoth, onlyDifferent, day),
    [ofBoth, onlyDifferent, day],
  );
  const columns = useMemo(() => {
    const days = weekdays.filter((one) => day === 0 || one === day);
    return days.flatMap((weekday): GridColumn[] =>
      (
        [
          ['a', base],
          ['b', other],
        ] as const
      ).map(([side, plan]) => ({
        key: `${side}${weekday}`,
        title: `${t.weekday[weekday]} ${plan.label}`,
        day: `${t.weekday[weekday]} ${plan.label}`,
        holds: (block) => block.weekday === weekday && block.key.startsWith(`${side} `),
      })),
    );
  }, [base, other, weekdays, day, t]);
  const [opened, setOpened] = useState<{ block: Block; side: ComparedPlan }>();
  const open = useCallback(
    (block: Block) => setOpened({ block, side: block.key.startsWith('a ') ? base : other }),
    [base, other],
  );
  return (
    // It draws only the rows in sight: on paper it would look whole and be cut.
    <section className="card no-print" style={{ marginTop: 14 }}>
      <h2>
        {t.compare.sideBySide} {base.label} · {other.label}
      </h2>
      <div className="plan-filters" style={{ display: 'flex', flexWrap: 'wrap', gap: 10 }}>
        <Segmented<PlanView>
          tabIndex={-1}
          aria-label={t.plan.by}
          value={view}
          onChange={setView}
          options={planViews.map((value) => ({ value, label: t.plan.views[value] }))}
        />
        <Segmented<number>
          tabIndex={-1}
          aria-label={t.plan.day}
          value={day}
          onChange={setDay}
          options={[
            { value: 0, label: t.plan.week },
            ...weekdays.map((value) => ({ value, label: t.weekday[value] })),
          ]}
        />
        <span>
          <Switch
            size="small"
            checked={onlyDifferent}
            onChange={setOnlyDifferent}
            aria-label={t.compare.onlyDifferentRows}
          />{' '}
          {t.compare.onlyDifferentRows}
        </span>
      </div>
      {rows.length === 0 ? (
        <Nothing text={days.size > 0 ? t.compare.sameOnDay : t.compare.noChanges} />
      ) : (
        <PlanGrid
          rows={rows}
          columns={columns}
          corner={t.plan.views[view]}
          words={noWords}
          pinned={none}
          changed={different}
          isPaired
          onOpen={open}
        />
      )}
      {opened && (
        <Suspense>
          <BlockDrawer
            model={opened.side.model}
            planId={opened.side.id}
            letter={opened.side.label}
            view={view}
            opened={opened}
            onEdit={undefined}
            pinned={none}
            onPin={undefined}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}

const noWords: readonly string[] = [];
