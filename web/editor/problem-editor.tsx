import { App, Button, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import type { Problem } from '../../src/domain/problem.ts';
import { PageHead } from '../app/page-head.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { DownloadMenu } from '../problems/download-menu.tsx';
import { FaultList } from '../problems/fault-list.tsx';
import { useProblems, useSaveProblem } from '../remote/queries.ts';
import { CapacityPanel } from './capacity-panel.tsx';
import { EditorFaults } from './editor-faults.tsx';
import { faultPlaceText } from './fault-place-text.ts';
import { fieldOfFault, placeFaults } from './fault-places.ts';
import { useOptions } from './options.ts';
import { fieldsOfList, isList } from './part-fields.ts';
import type { GoTo } from './part-props.ts';
import { PartView } from './part-view.tsx';
import { type Part, partOfPath, parts } from './parts.ts';
import { useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';
import { useLeaveWarning } from './use-leave-warning.ts';
import '../plan/tables.css';
import './editor.css';

/** Edits a problem part by part. Saving makes a new problem; the old one stays as it is. */
export function ProblemEditor({
  problemId,
  problem,
  part,
  setPart,
}: {
  problemId: string;
  problem: Problem;
  part: Part;
  setPart: (part: Part) => void;
}) {
  const { t, lang, number } = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { draft, edit, undo, redo, canUndo, canRedo, isChanged } = useDraft(problem);
  const checked = useCheck(draft);
  const options = useOptions(draft, t, lang);
  const save = useSaveProblem();
  const [goTo, setGoTo] = useState<GoTo>();
  const faults = useMemo(() => placeFaults(checked?.faults ?? []), [checked?.faults]);
  const counts = useMemo(() => {
    const map = new Map<Part, number>();
    for (const { rest } of faults) {
      const of = partOfPath(rest[0]);
      map.set(of, (map.get(of) ?? 0) + 1);
    }
    return map;
  }, [faults]);
  const isCurrent = checked?.draft === draft;
  // Going to the version that was just saved leaves nothing behind.
  const isSaved = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isChanged && !isSaved.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useLeaveWarning(isChanged, blocker);
  const show = (next: Part, index?: number, key?: string) => {
    setPart(next);
    setGoTo(index === undefined ? undefined : { part: next, index, key });
  };
  return (
    <>
      <PageHead title={draft.school?.name || problem.school.name} intro={t.editor.intro}>
        <Versions problemId={problemId} part={part} />
        <Button disabled={!canUndo} onClick={undo} title="Ctrl+Z">
          {t.edit.undo}
        </Button>
        <Button disabled={!canRedo} onClick={redo} title="Ctrl+Y">
          {t.edit.redo}
        </Button>
        <Button
          type={isChanged ? 'primary' : 'default'}
          disabled={!isChanged || !isCurrent || checked.faults.length > 0}
          loading={save.isPending}
          onClick={() =>
            save.mutate(draft, {
              onSuccess: (info) => {
                void message.success(
                  info.isNew === false ? t.problems.same : t.problems.uploaded(info.schoolName),
                );
                isSaved.current = true;
                navigate(`/problems/${info.id}?part=${part}`);
              },
            })
          }
        >
          {t.editor.saveVersion}
        </Button>
        <DownloadMenu problemId={problemId} />
        <Button
          type={isChanged ? 'default' : 'primary'}
          disabled={isChanged}
          onClick={() => navigate(`/solve?problem=${problemId}`)}
        >
          {t.problems.solve}
        </Button>
      </PageHead>
      {save.error && <FaultList error={save.error} />}
      <div className="editor">
        <nav className="editor-parts" aria-label={t.problems.parts}>
          {parts.map((one) => {
            const bad = counts.get(one) ?? 0;
            return (
              <button
                key={one}
                ref={one === part ? intoView : undefined}
                type="button"
                aria-current={one === part}
                onClick={() => show(one)}
              >
                {t.problems.partNames[one]}
                {bad > 0 && (
                  <span className="part-bad" title={t.state.faults(bad)}>
                    {number(bad)}
                  </span>
                )}
              </button>
            );
          })}
        </nav>
        <div className="editor-body">
          <PartView
            part={part}
            draft={draft}
            options={options}
            faults={faults}
            goTo={goTo?.part === part ? goTo : undefined}
            edit={edit}
          />
        </div>
        <aside className="editor-side">
          <EditorFaults
            faults={checked?.faults}
            placeOf={(fault) => faultPlaceText(fault, draft, t, options)}
            onGo={(fault) => {
              const [placed] = placeFaults([fault]);
              const [first, index, ...rest] = placed?.rest ?? [];
              const fields = isList(first) ? fieldsOfList(first, t, options) : [];
              const key = fieldOfFault(fields, rest)?.key;
              show(partOfPath(first), typeof index === 'number' ? index : undefined, key);
            }}
          />
          <CapacityPanel
            shortages={checked?.shortages}
            isChecking={!isCurrent}
            staff={draft.staff}
            onPerson={(id) =>
              show(
                'staff',
                draft.staff.findIndex((one) => one.id === id),
              )
            }
          />
        </aside>
      </div>
    </>
  );
}

/** On a phone the parts are a row that scrolls: the chosen one is brought to where it is seen. */
function intoView(button: HTMLElement | null) {
  const row = button?.parentElement;
  if (!button || !row) return;
  row.scrollLeft = button.offsetLeft - (row.clientWidth - button.offsetWidth) / 2;
}

/** The other versions of this school's data. */
function Versions({ problemId, part }: { problemId: string; part: Part }) {
  const { t, dateTime } = useLanguage();
  const navigate = useNavigate();
  const { data: problems = [] } = useProblems();
  const own = problems.find(({ id }) => id === problemId);
  const versions = problems.filter(({ schoolId }) => schoolId === own?.schoolId);
  if (versions.length < 2) return null;
  return (
    <Select
      aria-label={t.editor.versions}
      value={problemId}
      popupMatchSelectWidth={false}
      onChange={(id) => navigate(`/problems/${id}?part=${part}`)}
      options={versions.map(({ id, createdAt }, i) => ({
        value: id,
        label: `${t.editor.version(versions.length - i)} · ${dateTime(createdAt)}`,
      }))}
    />
  );
}
