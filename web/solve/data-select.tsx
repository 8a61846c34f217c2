import { Tag } from 'antd';
import { Link } from 'react-router';
import { schoolName } from '../../src/domain/naming.ts';
import { NameSelect } from '../app/name-select.tsx';
import { type Language, useLanguage } from '../i18n/language.tsx';
import { type DataVersion, dataVersions } from '../problems/data-versions.ts';
import { isGone } from '../remote/client.ts';
import { useProblem } from '../remote/queries.ts';
import type { ProblemInfo } from '../remote/types.ts';
import './data-select.css';

/** Chooses the data that are solved: what each school sent last, and below these what it sent before. */
export function DataSelect(props: {
  problems: readonly ProblemInfo[] | undefined;
  value: string | undefined;
  onChange(problemId: string): void;
  labelledBy: string;
}) {
  const language = useLanguage();
  const { t } = language;
  const problems = props.problems ?? [];
  const versions = dataVersions(problems);
  const byId = new Map(problems.map((problem) => [problem.id, problem]));
  const shown = (id: unknown) => {
    const problem = byId.get(String(id));
    return problem && <WhichData problem={problem} version={versions.get(problem.id)} />;
  };
  return (
    <NameSelect<string>
      aria-labelledby={props.labelledBy}
      placeholder={t.solve.schoolNone}
      value={props.value}
      onChange={props.onChange}
      notFoundContent={<Link to="/problems">{t.solve.schoolNone}</Link>}
      options={dataOptions(problems, language)}
      optionRender={({ value, label }) => shown(value) ?? label}
      labelRender={({ value }) => shown(value) ?? <Unlisted id={String(value)} />}
    />
  );
}

/** Data that were chosen by an address: just stored, deleted, or another's. */
function Unlisted({ id }: { id: string }) {
  const { t } = useLanguage();
  const { data, error } = useProblem(id);
  if (data) return <span className="of-school">{schoolName(data.school)}</span>;
  return <span className="muted">{isGone(error) ? t.solve.dataGone : t.state.loading}</span>;
}

/** What is chosen from, older data in a group of their own; labels are searched and heard. */
export function dataOptions(
  problems: readonly ProblemInfo[],
  { t, dateTime }: Pick<Language, 't' | 'dateTime'>,
) {
  const versions = dataVersions(problems);
  const option = ({ id, schoolName, createdAt, isCurrent }: ProblemInfo) => ({
    value: id,
    label: [
      schoolName,
      t.editor.version(versions.get(id)?.number ?? 1),
      dateTime(createdAt),
      ...(isCurrent ? [] : [t.plan.oldData]),
    ].join(' · '),
  });
  const current = problems.filter(({ isCurrent }) => isCurrent).map(option);
  const older = problems.filter(({ isCurrent }) => !isCurrent).map(option);
  return older.length === 0 ? current : [...current, { label: t.solve.olderData, options: older }];
}

function WhichData(props: { problem: ProblemInfo; version: DataVersion | undefined }) {
  const { schoolName, createdAt, isCurrent } = props.problem;
  const { t, dateTime } = useLanguage();
  return (
    <span className="which-data">
      <span className="of-school">{schoolName}</span>
      <span className="muted">
        {t.editor.version(props.version?.number ?? 1)} · {dateTime(createdAt)}
        {!isCurrent && <Tag color="gold">{t.plan.oldData}</Tag>}
      </span>
    </span>
  );
}
