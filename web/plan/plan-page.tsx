import { Alert, Button, Skeleton, Tag } from 'antd';
import {
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { problemOfPlan } from '../../src/domain/profiles.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { Figure, PageHead } from '../app/page-head.tsx';
import { Loading, PageFailure } from '../app/states.tsx';
import { useMessage } from '../app/use-message.ts';
import { keepTabState, useTabState } from '../app/use-tab-state.ts';
import { useLanguage } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { PublishButton } from '../publish/publish-button.tsx';
import { useMay, useMe } from '../remote/me.ts';
import { useVersions } from '../remote/queries.ts';
import type { Edit, ProblemInfo } from '../remote/types.ts';
import { BoundNote } from './bound-note.tsx';
import { ClosedClubs } from './closed-clubs.tsx';
import { dropEdit } from './drop-edit.ts';
import { ExportMenu } from './export-menu.tsx';
import { columnsOf } from './grid-columns.ts';
import { filterRows, type GridFilter, noFilter, viewOfOpen } from './grid-filter.ts';
import {
  type Block,
  blockOf,
  type GridRow,
  type PlanView,
  planViews,
  rowsOf,
} from './grid-rows.ts';
import { NewerData } from './newer-data.tsx';
import type { OpenSeed } from './open-drawer.tsx';
import { pinnedIds } from './pins.ts';
import { PlanFilters } from './plan-filters.tsx';
import { PlanGrid } from './plan-grid.tsx';
import { PlanLegend } from './plan-legend.tsx';
import { PlanLinks } from './plan-links.tsx';
import type { PlanModel } from './plan-model.ts';
import { PlanProblems } from './plan-problems.tsx';
import { RainClashes } from './rain-clashes.tsx';
import type { GridDrop } from './use-grid-keys.ts';
import { type LoadedPlan, usePlanModel } from './use-plan-model.ts';
import { WhichPlan } from './which-plan.tsx';

const BlockDrawer = lazy(async () => ({
  default: (await import('./block-drawer.tsx')).BlockDrawer,
}));
const OpenDrawer = lazy(async () => ({
  default: (await import('./open-drawer.tsx')).OpenDrawer,
}));
const TrialDrawer = lazy(async () => ({
  default: (await import('./trial-drawer.tsx')).TrialDrawer,
}));
const ScorePanel = lazy(async () => ({
  default: (await import('./score-panel.tsx')).ScorePanel,
}));

export function PlanPage() {
  const { planId } = useParams();
  // It outlives an edit by hand: who fills open posts goes on with the next one.
  const [filter, setFilter] = useState<GridFilter>(noFilter);
  const resume = useRef<readonly [string, string]>(undefined);
  const loaded = usePlanModel(planId);
  const me = useMe();
  const may = useMay();
  const schoolId = loaded.info?.schoolId ?? loaded.model?.problem.school.id ?? '';
  const versions = useVersions(schoolId, schoolId !== '' && may('problems:read', schoolId));
  const { t } = useLanguage();
  if (loaded.error && !loaded.model)
    return <PageFailure error={loaded.error} retry={loaded.retry} />;
  // What follows from these stands above the grid: coming later it would move what is pressed.
  const isComing = [me, versions].some((one) => one.isLoading && one.failureCount === 0);
  if (!loaded.model || !loaded.info || !planId || isComing) {
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
      info={loaded.info}
      versions={versions.data ?? []}
      filter={filter}
      setFilter={setFilter}
      resume={resume}
    />
  );
}

function LoadedPlanPage(props: {
  model: PlanModel;
  planId: string;
  info: NonNullable<LoadedPlan['info']>;
  /** Of the school's data. */
  versions: readonly ProblemInfo[];
  filter: GridFilter;
  setFilter(filter: GridFilter): void;
  /** Where in the grid the keyboard is, over all the plans that are looked at one after another. */
  resume: RefObject<readonly [string, string] | undefined>;
}) {
  const { model, planId, info, versions, filter, setFilter, resume } = props;
  const { problemId } = info;
  const { t, number } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const { state: trail } = useLocation();
  const view = planViews.find((one) => one === search.get('view')) ?? 'class';
  const day = model.weekdays.find((one) => String(one) === search.get('day'));
  const [opened, setOpened] = useState<{ block: Block; row?: GridRow }>();
  const slowFilter = useDeferredValue(filter);
  const rows = useMemo(() => rowsOf(model, view, t), [model, view, t]);
  const shown = useMemo(() => filterRows(rows, slowFilter, day), [rows, slowFilter, day]);
  const columns = useMemo(() => columnsOf(model, day, t, view), [model, day, t, view]);
  const words = useMemo(
    () => slowFilter.text.toLowerCase().split(/\s+/).filter(Boolean),
    [slowFilter.text],
  );
  // Another person who signs in in this tab finds nothing of it.
  const userId = useMe().data?.id ?? '';
  const [edits, setEdits] = useTabState<Edit[]>(`edits.${userId}.${planId}`);
  const [seed, setSeed] = useState<OpenSeed>();
  const held = useMemo(() => pinnedIds(model.problem.pins ?? [], model.plan.sessions), [model]);
  const [chosen, setChosen] = useTabState<string[]>(pinsName(userId, planId));
  const pinned = useMemo(() => (chosen ? new Set(chosen) : held), [chosen, held]);
  const pin = useCallback(
    (ids: readonly string[], isOn: boolean) => {
      const next = new Set(pinned);
      for (const id of ids) isOn ? next.add(id) : next.delete(id);
      const isAsHeld = next.size === held.size && [...next].every((id) => held.has(id));
      setChosen(isAsHeld ? undefined : [...next]);
    },
    [pinned, held, setChosen],
  );
  const may = useMay();
  const { id: schoolId, name: schoolName } = model.problem.school;
  const canEdit = may('plans:write', schoolId);
  const version = dataVersions(versions).get(problemId);
  const message = useMessage();
  const drop: GridDrop = (from, row, columnKey) => {
    const wanted = dropEdit(model, view, from, { row, columnKey, day });
    if (wanted) setEdits(wanted);
    else void message.info(t.edit.noDrop);
  };
  const open = useCallback((block: Block, row: GridRow) => setOpened({ block, row }), []);
  const openAt = useCallback(
    (row: GridRow, columnKey: string) => setSeed(seedOf(model, view, row, columnKey, day)),
    [model, view, day],
  );
  const state = useMemo(() => publishability(model.plan, model.index), [model]);
  const put = (key: string, value: string | undefined) =>
    setSearch(
      (old) => {
        if (value === undefined) old.delete(key);
        else old.set(key, value);
        return old;
      },
      // The way back to the plans before stands there.
      { replace: true, state: trail },
    );
  const showOpen = (others: GridFilter) => {
    const next = viewOfOpen(view, state.openPosts);
    if (next !== view) put('view', next);
    setFilter({ ...others, onlyOpen: true });
  };
  const { score } = model.plan;
  const missing = model.plan.openSessions.length;
  return (
    <>
      <PageHead
        title={schoolName}
        intro={
          <>
            {state.publishable && <Tag color="green">{t.publishable}</Tag>}
            <WhichPlan plan={info} version={version} />
          </>
        }
      >
        <PlanLinks
          model={model}
          planId={planId}
          problemId={problemId}
          pinned={pinned}
          resume={resume}
          isRepinned={chosen !== undefined}
        />
        <ExportMenu planId={planId} hasTerm={model.problem.term !== undefined} />
        <PublishButton
          planId={planId}
          problem={model.problem}
          publishable={state.publishable}
          which={<WhichPlan plan={info} version={version} schoolName={schoolName} />}
        />
      </PageHead>
      <NewerData versions={versions} problemId={problemId} />
      <PlanProblems
        state={state}
        model={model}
        missing={missing}
        planId={planId}
        onShow={() => showOpen(noFilter)}
        onPost={(session) =>
          setOpened({ block: blockOf(model, session, model.title(session), []) })
        }
        onOpen={canEdit ? setSeed : undefined}
      />
      <ClosedClubs model={model} planId={planId} />
      <RainClashes model={model} />
      <PlanFilters
        view={view}
        day={day}
        weekdays={model.weekdays}
        grades={[...new Set(model.problem.classes.map((c) => c.grade))].sort((a, b) => a - b)}
        filter={filter}
        onView={(next: PlanView) => put('view', next)}
        onDay={(next) => put('day', next === undefined ? undefined : String(next))}
        onFilter={(next) => (next.onlyOpen && !filter.onlyOpen ? showOpen(next) : setFilter(next))}
        summary={t.plan.rows(shown.length, rows.length)}
      />
      <p className="only-print">{t.plan.printHint}</p>
      {shown.length === 0 ? (
        <Alert
          type="info"
          showIcon
          title={rows.length > 0 ? t.plan.noRows : t.plan.nothingBy[view]}
        />
      ) : (
        <PlanGrid
          rows={shown}
          columns={columns}
          corner={t.plan.views[view]}
          resume={resume}
          words={words}
          pinned={pinned}
          onOpen={open}
          onPin={canEdit ? pin : undefined}
          onDrop={canEdit ? drop : undefined}
          onCell={canEdit ? openAt : undefined}
        />
      )}
      <PlanLegend model={model} />
      {canEdit && (
        <p className="muted small no-print">
          <Button size="small" onClick={() => setSeed({})}>
            {t.edit.open}
          </Button>{' '}
          {t.edit.openHint} · {t.edit.dragHint}
        </p>
      )}
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
      <BoundNote plan={model.plan} />
      <Suspense fallback={<Skeleton />}>
        <ScorePanel
          score={score}
          problem={problemOfPlan(model.problem, model.plan)}
          planId={planId}
        />
        <BlockDrawer
          model={model}
          planId={planId}
          view={view}
          opened={opened}
          onEdit={canEdit ? setEdits : undefined}
          pinned={pinned}
          onPin={canEdit ? pin : undefined}
          onClose={() => setOpened(undefined)}
        />
        <OpenDrawer
          model={model}
          seed={seed}
          onEdit={setEdits}
          onClose={() => setSeed(undefined)}
        />
        <TrialDrawer
          model={model}
          planId={planId}
          problemId={problemId}
          edits={edits}
          onKept={(id, { sessions }) => {
            const isThere = new Set(sessions.map((session) => session.id));
            const still = chosen?.filter((one) => isThere.has(one));
            keepTabState(pinsName(userId, id), still);
          }}
          onClose={() => setEdits(undefined)}
          onCloseBelow={() => (seed ? setSeed(undefined) : setOpened(undefined))}
        />
      </Suspense>
    </>
  );
}

/** Under which pins that were set here, and are not stored yet, outlive a reload. */
function pinsName(userId: string, planId: string): string {
  return `pins.${userId}.${planId}`;
}

/** What a place in the grid says of a session that would stand there. */
function seedOf(
  model: PlanModel,
  view: PlanView,
  row: GridRow,
  columnKey: string,
  day: number | undefined,
): OpenSeed {
  const when = day === undefined ? { weekday: Number(columnKey) } : { periodId: columnKey };
  if (view === 'teacher') return { ...when, staffId: row.key };
  if (view === 'room') return { ...when, roomId: row.key };
  if (view !== 'activity') return when;
  const series = model.index.series.find(
    ({ activity, forKey }) => `${activity.id} ${forKey ?? ''}` === row.key,
  );
  if (!series) return when;
  const { activity, forKey } = series;
  return { ...when, activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
}
