import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/zh.ts';
import { type DataVersion, dataVersions } from '../problems/data-versions.ts';
import { useLiveJob } from '../remote/job-events.ts';
import { useProblems, useProfiles } from '../remote/queries.ts';
import { hasEnded, type Job } from '../remote/types.ts';
import { CostChart, useNoCurve } from './cost-chart.tsx';
import { StatusTag } from './run-status.tsx';

/** Runs whose curves are drawn at once; each is an open stream, of which a browser has few. */
const MOST = 4;

/** Runs of one school that are on at once, or were: their curves side by side, as they grow. */
export function RunsCompared({ jobs }: { jobs: readonly Job[] }) {
  const { t, number } = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const running = jobs.filter(({ status }) => !hasEnded(status));
  const options = runsOfData(jobs, dataVersions(useProblems().data ?? []), t);
  const problemId =
    chosen ??
    running.find((job) => options.some(({ value }) => value === job.problemId))?.problemId;
  if (options.length === 0) return null;
  const shown = jobs.filter((job) => job.problemId === problemId).slice(0, MOST);
  const plans = shown.flatMap(({ planId }) => planId ?? []);
  return (
    <section className="card" style={{ marginTop: 14 }} aria-label={t.solve.sideBySide}>
      <div className="side-head">
        <h2>{t.solve.sideBySide}</h2>
        <Select
          size="small"
          aria-label={t.solve.sideBySide}
          popupMatchSelectWidth={false}
          placeholder={t.solve.chooseSchool}
          value={problemId}
          onChange={setChosen}
          options={options}
        />
        {plans.length > 1 && (
          <LinkButton to={`/compare?plans=${plans.join(',')}`} size="small">
            {t.plan.compare}
          </LinkButton>
        )}
        <span className="muted small">
          {shown.length > 0 ? t.solve.newestRuns(number(shown.length)) : t.solve.sideHint}
        </span>
      </div>
      <div className="side-runs">
        {shown.map((job) => (
          <SideRun key={job.id} jobId={job.id} />
        ))}
      </div>
    </section>
  );
}

/** Data that were solved more than once; of a school that changed them meanwhile, by version. */
export function runsOfData(
  jobs: readonly Job[],
  versions: ReadonlyMap<string, DataVersion>,
  t: Messages,
): { value: string; label: string }[] {
  const data = new Map(jobs.map(({ problemId, schoolName }) => [problemId, schoolName]));
  return [...data].flatMap(([value, name]) => {
    if (jobs.filter(({ problemId }) => problemId === value).length < 2) return [];
    const version = versions.get(value);
    const label =
      version && version.of > 1 ? `${name} · ${t.editor.version(version.number)}` : name;
    return [{ value, label }];
  });
}

function SideRun({ jobId }: { jobId: string }) {
  const { t, lang, number } = useLanguage();
  const profiles = useProfiles().data ?? [];
  const live = useLiveJob(jobId);
  const noCurve = useNoCurve(live);
  const { job, progress, points } = live;
  if (!job) return <div />;
  const score = progress?.score ?? job.score;
  const bound = progress?.bound?.soft ?? job.progress?.bound?.soft;
  return (
    <Link to={`/solve/${jobId}`} className="side-run">
      <div>
        <StatusTag status={job.status} /> {t.solve.seed} {job.options.seed ?? 1}{' '}
        {job.options.profile && (
          <span className="muted">
            {profiles.find(({ id }) => id === job.options.profile)?.title[lang]}
          </span>
        )}
      </div>
      <CostChart
        points={points}
        seconds={hasEnded(job.status) ? undefined : job.options.seconds}
        bound={bound}
        nothing={noCurve}
      />
      <div className="num small">
        {score &&
          `${t.word.hard} ${number(score.hard)} · ${t.word.medium} ${number(score.medium)} · ${t.word.soft} ${number(score.soft)}`}
      </div>
    </Link>
  );
}
