import { Alert, Button, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { Failure, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { isGone } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import {
  useJobFields,
  usePlanInfo,
  useProblem,
  useProblems,
  useProfiles,
  useStartJob,
} from '../remote/queries.ts';
import type { JobOptions } from '../remote/types.ts';
import { DataSelect } from './data-select.tsx';
import { NumberField } from './number-field.tsx';
import { useKeptPlan } from './use-kept-plan.tsx';
import { WeightsPanel } from './weights-panel.tsx';
import './solve.css';

/** What a run begins with: another run's choices, or the usual ones. */
export interface FirstChoice {
  problemId: string | undefined;
  startPlanId: string | undefined;
  options: JobOptions;
}

/** At most so many runs are started with one press. */
const MOST_RUNS = 8;

const spaced = { margin: '10px 0' };

/** Everything that a run can be told, and the button that starts one or several. */
export function NewRun({ first }: { first: FirstChoice }) {
  const { t, lang } = useLanguage();
  const navigate = useNavigate();
  const may = useMay();
  const problems = useProblems().data?.filter(({ schoolId }) => may('jobs:write', schoolId));
  const profiles = useProfiles().data ?? [];
  const canBound = useJobFields().has('bound');
  const start = useStartJob();
  const [chosen, setChosen] = useState(first.problemId);
  const [seconds, setSeconds] = useState(first.options.seconds ?? 20);
  const [seed, setSeed] = useState(first.options.seed ?? 1);
  const [threads, setThreads] = useState(first.options.threads);
  const [profile, setProfile] = useState(first.options.profile);
  const [weights, setWeights] = useState(first.options.weights ?? {});
  const [isBounded, setBounded] = useState(first.options.bound !== undefined);
  const [runs, setRuns] = useState(1);
  const newest = problems?.find(({ isCurrent }) => isCurrent) ?? problems?.[0];
  const problemId = chosen ?? newest?.id;
  const { data: problem, error } = useProblem(problemId);
  const isDataGone = isGone(error);
  const isStartWanted =
    first.startPlanId !== undefined && problemId === first.problemId && !isDataGone;
  const isStartGone = isGone(usePlanInfo(isStartWanted ? first.startPlanId : undefined).error);
  const goesOn = isStartWanted && !isStartGone;
  const isCurrent = problems?.find(({ id }) => id === problemId)?.isCurrent === true;
  const kept = useKeptPlan(problem, isCurrent && !goesOn, profile);
  const { seed: firstSeed = 1, threads: firstThreads, bound: firstBound } = first.options;
  const hasOwn = firstSeed !== 1 || firstThreads !== undefined || firstBound !== undefined;
  const usual = profiles.find(({ id }) => id === profile)?.weights ?? problem?.rules?.weights ?? {};

  async function begin() {
    if (problemId === undefined) return;
    const ready = await kept.prepare(problemId);
    const body = {
      seconds,
      ...(threads === undefined ? {} : { threads }),
      ...(profile === undefined ? {} : { profile }),
      ...(Object.keys(weights).length > 0 ? { weights } : {}),
      ...(isBounded && canBound ? { bound: seconds } : {}),
      ...(goesOn ? { startPlanId: first.startPlanId as string } : {}),
      ...ready,
    };
    const ids: string[] = [];
    for (let i = 0; i < runs; i++) {
      const job = await start.mutateAsync({ ...body, seed: seed + i });
      ids.push(job.id);
    }
    navigate(ids.length === 1 ? `/solve/${ids[0]}` : '/solve');
  }

  if (problems?.length === 0) {
    return (
      <section className="card" aria-label={t.solve.start}>
        <Nothing text={t.solve.schoolNone}>
          {may('problems:write') && (
            <LinkButton to="/problems/start" type="primary">
              {t.home.own}
            </LinkButton>
          )}
        </Nothing>
      </section>
    );
  }
  return (
    <section className="card" aria-label={t.solve.start}>
      <div className="run-form">
        <div className="field school">
          <span id="school-label">{t.solve.school}</span>
          <DataSelect
            labelledBy="school-label"
            problems={problems}
            value={problemId}
            onChange={setChosen}
          />
        </div>
        <div className="field">
          <span id="profile-label">{t.solve.profile}</span>
          <Select<string>
            aria-labelledby="profile-label"
            style={{ minWidth: 150 }}
            popupMatchSelectWidth={false}
            value={profile ?? ''}
            onChange={(id) => setProfile(id === '' ? undefined : id)}
            options={[
              { value: '', label: t.solve.ownWeights },
              ...profiles.map(({ id, title, about }) => ({
                value: id,
                label: title[lang],
                title: about[lang],
              })),
            ]}
          />
        </div>
        <NumberField
          label={t.solve.time}
          min={1}
          max={3600}
          value={seconds}
          onChange={setSeconds}
        />
        <Button
          type="primary"
          disabled={!problemId || isDataGone}
          loading={start.isPending || kept.isPending}
          onClick={() => void begin().catch(() => undefined)}
        >
          {runs > 1 ? t.solve.startSeveral(runs) : t.solve.start}
        </Button>
      </div>
      {goesOn && <p className="muted">{t.solve.goesOn}</p>}
      {isDataGone && <Alert type="warning" showIcon style={spaced} title={t.solve.dataGoneHint} />}
      {isStartGone && <Alert type="warning" showIcon style={spaced} title={t.solve.startGone} />}
      {kept.line}
      <details className="run-options" open={hasOwn}>
        <summary>{t.solve.options}</summary>
        <div className="run-form">
          <NumberField
            label={t.solve.seed}
            hint={t.solve.seedHint}
            min={0}
            max={4_294_967_000}
            value={seed}
            onChange={setSeed}
          />
          <label htmlFor="run-threads" title={t.solve.threadsHint}>
            {t.solve.threads}
            <InputNumber<number>
              id="run-threads"
              style={{ width: 90 }}
              min={1}
              max={64}
              precision={0}
              controls={false}
              placeholder={t.solve.automatic}
              value={threads ?? null}
              onChange={(n) => setThreads(n ?? undefined)}
            />
          </label>
          <NumberField
            label={t.solve.howMany}
            hint={t.solve.howManyHint}
            min={1}
            max={MOST_RUNS}
            value={runs}
            onChange={setRuns}
          />
          {canBound && (
            <div className="field" title={t.solve.boundHint}>
              <span>{t.solve.withBound}</span>
              <Switch aria-label={t.solve.withBound} checked={isBounded} onChange={setBounded} />
            </div>
          )}
        </div>
      </details>
      <WeightsPanel usual={usual} weights={weights} onChange={setWeights} />
      {kept.error && <Failure error={kept.error} />}
      {start.error && <Failure error={start.error} />}
    </section>
  );
}
