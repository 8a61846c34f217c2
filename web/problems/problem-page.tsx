import { Alert, Button, Input } from 'antd';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { parseProblemText } from '../../src/domain/validate.ts';
import { Figure, PageHead } from '../app/page-head.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useProblem, useSaveProblem } from '../remote/queries.ts';
import { FaultList } from './fault-list.tsx';

/** Parts that are edited one at a time; the document is checked as a whole. */
const parts = [
  'school',
  'periods',
  'leavePoints',
  'classes',
  'students',
  'staff',
  'rooms',
  'activities',
  'rules',
  'pins',
  'term',
] as const;
type Part = (typeof parts)[number];

/** One school's data, part by part, with the faults of the whole told while one types. */
export function ProblemPage() {
  const { problemId } = useParams();
  const { t, number } = useLanguage();
  const navigate = useNavigate();
  const { data: problem, error, refetch } = useProblem(problemId);
  const save = useSaveProblem();
  const [part, setPart] = useState<Part>('school');
  const [texts, setTexts] = useState<Partial<Record<Part, string>>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: another school, another text
  useEffect(() => setTexts({}), [problemId]);
  const text = (one: Part) => texts[one] ?? JSON.stringify(problem?.[one] ?? null, null, 2);
  const edited = useDeferredValue(texts);
  const checked = useMemo(() => {
    if (!problem || Object.keys(edited).length === 0) return undefined;
    const members = Object.entries({ ...problem }).filter(([name]) => !(name in edited));
    const own = Object.entries(edited).filter(([, value]) => value.trim() !== 'null');
    const document = [
      ...members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`),
      ...own.map(([name, value]) => `${JSON.stringify(name)}:${value}`),
    ];
    return parseProblemText(`{${document.join(',')}}`);
  }, [problem, edited]);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!problem) {
    return (
      <>
        <PageHead title={t.problems.title} />
        <Loading rows={10} />
      </>
    );
  }
  return (
    <>
      <PageHead title={problem.school.name} intro={t.problems.intro}>
        <Button
          type="primary"
          disabled={!checked?.ok}
          loading={save.isPending}
          onClick={() =>
            checked?.ok &&
            save.mutate(checked.problem, {
              onSuccess: (info) => navigate(`/problems/${info.id}`),
            })
          }
        >
          {t.word.save}
        </Button>
        <Button onClick={() => navigate(`/solve?problem=${problemId}`)}>{t.problems.solve}</Button>
      </PageHead>
      <div className="figures" style={{ marginBottom: 12 }}>
        {(['classes', 'students', 'staff', 'rooms', 'activities', 'periods'] as const).map(
          (one) => (
            <Figure
              key={one}
              label={t.problems.counts[one] as string}
              value={number(problem[one]?.length ?? 0)}
            />
          ),
        )}
      </div>
      {save.error && <FaultList error={save.error} />}
      {checked && !checked.ok && (
        <Alert
          type="error"
          showIcon
          title={t.state.faults(checked.faults.length)}
          description={
            <ol className="faults">
              {checked.faults.slice(0, 50).map((fault, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: made anew as a whole
                <li key={i}>
                  <code>{fault.path || '/'}</code> {fault.message}
                </li>
              ))}
            </ol>
          }
        />
      )}
      {checked?.ok && <Alert type="success" title={t.problems.valid} />}
      <nav className="part-names" aria-label={t.problems.parts}>
        {parts.map((one) => (
          <Button
            key={one}
            size="small"
            type={one === part ? 'primary' : 'default'}
            aria-pressed={one === part}
            onClick={() => setPart(one)}
          >
            {t.problems.partNames[one]}
          </Button>
        ))}
      </nav>
      <Input.TextArea
        aria-label={t.problems.partNames[part]}
        className="part-text"
        spellCheck={false}
        rows={24}
        value={text(part)}
        onChange={(event) => setTexts({ ...texts, [part]: event.target.value })}
      />
    </>
  );
}
