import { Alert, Button, Skeleton, Tag } from 'antd';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { publishability } from '../../src/domain/publishable.ts';
import { Figure, PageHead } from '../app/page-head.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { PublishButton } from '../publish/publish-button.tsx';
import { useMay } from '../remote/me.ts';
import type { Edit } from '../remote/types.ts';
import { dropEdit } from './drop-edit.ts';
import { ExportMenu } from './export-menu.tsx';
import { filterRows, type GridFilter, noFilter } from './grid-filter.ts';
import { type Block, type GridRow, type PlanView, planViews, rowsOf } from './grid-rows.ts';
import { pinnedIds } from './pins.ts';
import { PlanFilters } from './plan-filters.tsx';
import { type GridColumn, type GridDrop, PlanGrid } from './plan-grid.tsx';
import { PlanLinks } from './plan-links.tsx';
import type { PlanModel } from './plan-model.ts';
import { usePlanModel } from './use-plan-model.ts';

const BlockDrawer = lazy(async () => ({
  default: (await import('./block-drawer.tsx')).BlockDrawer,
}));
const TrialDrawer = lazy(async () => ({
  default: (await import('./trial-drawer.tsx')).TrialDrawer,
}));
const ScorePanel = lazy(async () => ({
  default: (await import('./score-panel.tsx')).ScorePanel,
}));

export function PlanPage() {
  const { planId } = useParams();
  const loaded = usePlanModel(planId);
  const { t } = useLanguage();
  if (loaded.error && !loaded.model) return <Failure error={loaded.error} retry={loaded.retry} />;
  if (!loaded.model || !planId) {
    return (
      <>
        <PageHead title={t.plan.title} />
        <Loading rows={12} />
      </>
    );
  }
  return (
    <LoadedPlanPage
      key={planId}
      model={loaded.model}
      planId={planId}
      problemId={loaded.problemId ?? ''}
    />
  );
}

function LoadedPlanPage(props: { model: PlanModel; planId: string; problemId: string }) {
  const { model, planId, problemId } = props;
  const { t, number } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const view = planViews.find((one) => one === search.get('view')) ?? 'class';
  const day = model.weekdays.find((one) => String(one) === search.get('day'));
  const [filter, setFilter] = useState<GridFilter>(noFilter);
  const [opened, setOpened] = useState<{ block: Block; row: GridRow }>();
  const slowFilter = useDeferredValue(filter);
  const rows = useMemo(() => rowsOf(model, view, t), [model, view, t]);
  const shown = useMemo(() => filterRows(rows, slowFilter, day), [rows, slowFilter, day]);
  const columns = useMemo(() => columnsOf(model, day, t), [model, day, t]);
  const words = useMemo(
    () => slowFilter.text.toLowerCase().split(/\s+/).filter(Boolean),
    [slowFilter.text],
  );
  const [edits, setEdits] = useState<Edit[]>();
  const held = useMemo(() => pinnedIds(model.problem.pins ?? [], model.plan.sessions), [model]);
  const [pinned, setPinned] = useState<ReadonlySet<string>>(held);
  const pin = useCallback(
    (ids: readonly string[], isOn: boolean) =>
      setPinned((old) => {
        const next = new Set(old);
        for (const id of ids) isOn ? next.add(id) : next.delete(id);
        return next;
      }),
    [],
  );
  const canEdit = useMay()('plans:write', model.problem.school.id);
  const drop: GridDrop = (from, row, columnKey) =>
    setEdits(dropEdit(model, view, from, { row, columnKey, day }));
  const open = useCallback((block: Block, row: GridRow) => setOpened({ block, row }), []);
  const state = useMemo(() => publishability(model.plan, model.index), [model]);
  const put = (key: string, value: string | undefined) =>
    setSearch(
      (old) => {
        if (value === undefined) old.delete(key);
        else old.set(key, value);
        return old;
      },
      { replace: true },
    );
  const { score } = model.plan;
  const missing = model.plan.openSessions.length;
  return (
    <>
      <PageHead
        title={model.problem.school.name}
        intro={
          <>
            <Tag color={state.publishable ? 'green' : 'red'}>
              {state.publishable ? t.publishable : t.notPublishable}
            </Tag>{' '}
            {t.word.hard} {number(score.hard)} · {t.word.medium} {number(score.medium)} ·{' '}
            {t.word.soft} {number(score.soft)}
          </>
        }
      >
        <PlanLinks
          model={model}
          planId={planId}
          problemId={problemId}
          pinned={pinned}
          isRepinned={
            pinned !== held &&
            (pinned.size !== held.size || [...pinned].some((id) => !held.has(id)))
          }
        />
        <ExportMenu planId={planId} hasTerm={model.problem.term !== undefined} />
        <PublishButton
          planId={planId}
          schoolId={model.problem.school.id}
          publishable={state.publishable}
        />
      </PageHead>
      <Problems
        state={state}
        model={model}
        missing={missing}
        onShow={() => setFilter({ ...noFilter, onlyOpen: true })}
      />
      <PlanFilters
        view={view}
        day={day}
        weekdays={model.weekdays}
        grades={[...new Set(model.problem.classes.map((c) => c.grade))].sort((a, b) => a - b)}
        filter={filter}
        onView={(next: PlanView) => put('view', next)}
        onDay={(next) => put('day', next === undefined ? undefined : String(next))}
        onFilter={setFilter}
        summary={t.plan.rows(shown.length, rows.length)}
      />
      {shown.length === 0 ? (
        <Alert type="info" title={t.plan.noRows} />
      ) : (
        <PlanGrid
          rows={shown}
          columns={columns}
          words={words}
          pinned={pinned}
          onOpen={open}
          onPin={canEdit ? pin : undefined}
          onDrop={canEdit ? drop : undefined}
        />
      )}
      <Legend model={model} />
      {canEdit && <p className="muted small no-print">{t.edit.dragHint}</p>}
      <div className="figures" style={{ marginBottom: 14 }}>
        <Figure
          label={t.compare.kpis.sessions as string}
          value={number(model.plan.sessions.length)}
        />
        <Figure
          label={t.compare.kpis.openPosts as string}
          value={number(state.openPosts.length)}
          bad={state.openPosts.length > 0}
        />
        <Figure
          label={t.compare.kpis.missing as string}
          value={number(missing)}
          bad={missing > 0}
        />
      </div>
      <Suspense fallback={<Skeleton />}>
        <ScorePanel score={score} problem={model.problem} />
        <BlockDrawer
          model={model}
          planId={planId}
          opened={opened}
          onEdit={canEdit ? setEdits : undefined}
          pinned={pinned}
          onPin={canEdit ? pin : undefined}
          onClose={() => setOpened(undefined)}
        />
        <TrialDrawer
          planId={planId}
          problemId={problemId}
          edits={edits}
          onClose={() => setEdits(undefined)}
        />
      </Suspense>
    </>
  );
}

function Problems(props: {
  state: ReturnType<typeof publishability>;
  model: PlanModel;
  missing: number;
  onShow(): void;
}) {
  const { t } = useLanguage();
  const { state, model, missing, onShow } = props;
  if (state.openPosts.length === 0 && missing === 0) return null;
  return (
    <Alert
      style={{ marginBottom: 10 }}
      type={state.publishable ? 'warning' : 'error'}
      showIcon
      title={[
        state.openPosts.length > 0 && t.plan.openPosts(state.openPosts.length),
        missing > 0 && t.plan.missing(missing),
      ]
        .filter(Boolean)
        .join(' · ')}
      description={
        missing > 0 && (
          <details>
            <summary>{t.plan.missingTitle}</summary>
            <ul>
              {model.plan.openSessions.map(({ activityId, forKey, reason }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same series may be missing twice
                <li key={i}>
                  {model.names.activity(activityId)} {forKey && model.names.schoolClass(forKey)}:{' '}
                  {reason}
                </li>
              ))}
            </ul>
          </details>
        )
      }
      action={
        state.openPosts.length > 0 && (
          <Button size="small" onClick={onShow}>
            {t.plan.onlyOpen}
          </Button>
        )
      }
    />
  );
}

function Legend({ model }: { model: PlanModel }) {
  const { t } = useLanguage();
  const segments = [...new Set(model.periods.map((p) => p.segment))];
  return (
    <div className="legend" role="note" aria-label={t.plan.legend}>
      {segments.map((segment) => (
        <span key={segment} className={`seg-${segment}`}>
          {t.segment[segment]}
        </span>
      ))}
      <span className="seg-open">{t.plan.openPost}</span>
    </div>
  );
}

/** Weekdays of the week, or the periods of one day. */
function columnsOf(
  model: PlanModel,
  day: number | undefined,
  t: ReturnType<typeof useLanguage>['t'],
): GridColumn[] {
  if (day === undefined) {
    return model.weekdays.map((weekday) => ({
      key: String(weekday),
      title: t.weekday[weekday] as string,
      holds: (block) => block.weekday === weekday,
    }));
  }
  return model.periods
    .filter((period) => period.weekday === day)
    .map((period) => ({
      key: period.id,
      title: `${period.start}–${period.end}`,
      sub: t.segment[period.segment],
      holds: (block) => block.periodIds.includes(period.id),
    }));
}
