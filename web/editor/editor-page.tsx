import { Alert } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { PageHead } from '../app/page-head.tsx';
import { Loading, PageFailure } from '../app/states.tsx';
import { useText } from '../i18n/language.tsx';
import { useProblem } from '../remote/queries.ts';
import { type Part, parts } from './parts.ts';
import { ProblemEditor } from './problem-editor.tsx';

/** One school's data, in forms and tables. */
export function EditorPage() {
  const { problemId } = useParams();
  const t = useText();
  // In the address, so that who saves a version or looks at another one stays at the same part.
  const [search, setSearch] = useSearchParams();
  const part = parts.find((one) => one === search.get('part')) ?? 'school';
  const setPart = (next: Part) => setSearch({ part: next }, { replace: true });
  const { data: problem, error, refetch } = useProblem(problemId);
  if (error) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!problem || problemId === undefined) {
    return (
      <>
        <PageHead title={t.problems.title} />
        <Loading rows={10} />
      </>
    );
  }
  if (!Array.isArray(problem.classes)) return <Alert type="error" title={t.state.failed} />;
  return (
    <ProblemEditor
      key={problemId}
      problemId={problemId}
      problem={problem}
      part={part}
      who={search.get('who') ?? undefined}
      setPart={setPart}
    />
  );
}
