import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useJobs, useProblems, useStartJob } from '../remote/queries.ts';
import { RunCard } from './run-card.tsx';
import './solve.css';

/** Starts runs, and shows those that are there. */
export function RunsPage() {
  const { t } = useLanguage();
  const { data: jobs, error, refetch } = useJobs();
  return (
    <>
      <PageHead title={t.solve.title} />
      <NewRun />
      <h2 style={{ fontSize: 16, margin: '18px 0 0' }}>{t.solve.runs}</h2>
      {error && !jobs ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !jobs ? (
        <Loading />
      ) : jobs.items.length === 0 ? (
        <Nothing text={t.home.noRuns} />
      ) : (
        <div className="run-cards">
          {jobs.items.map((job) => (
            <RunCard key={job.id} job={job} />
          ))}
        </div>
      )}
    </>
  );
}

function NewRun() {
  const { t, dateTime } = useLanguage();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { data: problems } = useProblems();
  const start = useStartJob();
  const [chosen, setChosen] = useState(search.get('problem') ?? undefined);
  const startPlanId = search.get('start');
  const [seconds, setSeconds] = useState(20);
  const [seed, setSeed] = useState(1);
  const problemId = chosen ?? problems?.[0]?.id;
  return (
    <section className="card" aria-label={t.solve.start}>
      <div className="run-form">
        <div className="field school">
          <span id="school-label">{t.solve.school}</span>
          <Select
            aria-labelledby="school-label"
            showSearch={{ optionFilterProp: 'label' }}
            value={problemId}
            onChange={setChosen}
            notFoundContent={<Link to="/problems">{t.solve.schoolNone}</Link>}
            options={problems?.map((problem) => ({
              value: problem.id,
              label: `${problem.schoolName} · ${dateTime(problem.createdAt)}`,
            }))}
          />
        </div>
        <label htmlFor="run-seconds">
          {t.solve.time}
          <InputNumber
            id="run-seconds"
            min={1}
            max={3600}
            value={seconds}
            onChange={(n) => setSeconds(n ?? 20)}
          />
        </label>
        <label htmlFor="run-seed" title={t.solve.seedHint}>
          {t.solve.seed}
          <InputNumber
            id="run-seed"
            min={0}
            max={4_294_967_295}
            precision={0}
            value={seed}
            onChange={(n) => setSeed(n ?? 1)}
          />
        </label>
        <Button
          type="primary"
          disabled={!problemId}
          loading={start.isPending}
          onClick={() =>
            start.mutate(
              {
                problemId: problemId as string,
                seconds,
                seed,
                ...(startPlanId && problemId === search.get('problem') ? { startPlanId } : {}),
              },
              { onSuccess: (job) => navigate(`/solve/${job.id}`) },
            )
          }
        >
          {t.solve.start}
        </Button>
      </div>
      {start.error && <Failure error={start.error} />}
    </section>
  );
}
