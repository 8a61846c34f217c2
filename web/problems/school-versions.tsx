import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { SearchInput } from '../app/search-input.tsx';
import { Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';
import type { ProblemInfo } from '../remote/types.ts';
import { bySchool, dataVersions, inUseFirst } from './data-versions.ts';
import { DownloadMenu } from './download-menu.tsx';
import { useLeftDrafts } from './use-left-drafts.ts';
import '../plan/tables.css';

const counts = ['classes', 'students', 'staff', 'rooms', 'activities'];

/** All data by school: the version in use of each, the others below it when asked for. */
export function SchoolVersions({ problems }: { problems: readonly ProblemInfo[] }) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const words = text.trim().toLowerCase().split(/\s+/);
  const schools = bySchool(problems).filter((versions) =>
    words.every((word) =>
      versions.some(({ schoolName, schoolId }) =>
        `${schoolName} ${schoolId}`.toLowerCase().includes(word),
      ),
    ),
  );
  return (
    <>
      <p className="search-line">
        <SearchInput
          label={t.problems.search}
          style={{ width: 320, maxWidth: '100%' }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="muted" role="status">
          {t.problems.shown(schools.length, schools.flat().length)}
        </span>
      </p>
      {schools.length === 0 ? (
        <Nothing text={t.problems.notFound} />
      ) : (
        <div className="card scroll-x">
          <table className="table schools" aria-label={t.problems.title}>
            <thead>
              <tr>
                <th>{t.word.school}</th>
                {counts.map((name) => (
                  <th key={name} className="n">
                    {t.problems.counts[name]}
                  </th>
                ))}
                <th>{t.word.created}</th>
                <th>
                  <span className="sr-only">{t.problems.actions}</span>
                </th>
              </tr>
            </thead>
            {schools.map((versions) => (
              <School key={versions[0]?.schoolId} versions={versions} />
            ))}
          </table>
        </div>
      )}
    </>
  );
}

function School({ versions }: { versions: readonly ProblemInfo[] }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [inUse, ...others] = inUseFirst(versions);
  const told = dataVersions(versions);
  if (!inUse) return null;
  const numberOf = ({ id }: ProblemInfo) => told.get(id)?.number ?? 0;
  return (
    <tbody>
      <Version problem={inUse} number={numberOf(inUse)} isAgain={inUse !== versions[0]}>
        <b>{inUse.schoolName}</b>
        {others.length > 0 && (
          <div>
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? t.problems.hideOthers : t.problems.showOthers(others.length)}
            </Button>
          </div>
        )}
      </Version>
      {isOpen &&
        others.map((problem) => (
          <Version key={problem.id} problem={problem} number={numberOf(problem)}>
            <span className="muted earlier">{problem.schoolName}</span>
          </Version>
        ))}
    </tbody>
  );
}

function Version(props: {
  problem: ProblemInfo;
  number: number;
  /** In use again, though others were stored after it. */
  isAgain?: boolean;
  children: React.ReactNode;
}) {
  const { problem } = props;
  const { t, number, dateTime } = useLanguage();
  const navigate = useNavigate();
  const may = useMay();
  const isLeft = useLeftDrafts().some((one) => one.problemId === problem.id);
  return (
    <tr>
      <th scope="row">{props.children}</th>
      {counts.map((name) => {
        const count = countOf(problem, name);
        return (
          <td key={name} className="n">
            {count === undefined ? '–' : number(count)}
          </td>
        );
      })}
      <td className="nowrap">
        {dateTime(problem.createdAt)}
        <div className="muted small" title={problem.hash}>
          {t.editor.version(props.number)}
        </div>
        {isLeft && <Tag color="gold">{t.editor.draft.left}</Tag>}
        {props.isAgain && <Tag color="green">{t.problems.inUse}</Tag>}
      </td>
      <td className="verbs-of-school">
        {may('jobs:write', problem.schoolId) && (
          <Button
            size="small"
            type="primary"
            onClick={() => navigate(`/solve?problem=${problem.id}`)}
          >
            {t.problems.solve}
          </Button>
        )}{' '}
        <DownloadMenu problemId={problem.id} size="small" />{' '}
        <Link to={`/problems/${problem.id}`}>
          {may('problems:write', problem.schoolId) ? t.problems.edit : t.publish.look}
        </Link>
      </td>
    </tr>
  );
}

/** A school that gives numbers by class names no pupil: that is not known, and not none. */
function countOf({ counts }: ProblemInfo, name: string): number | undefined {
  return name === 'students' && counts[name] === 0 ? undefined : counts[name];
}
