import { Button, ConfigProvider, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import { schoolName } from '../../src/domain/naming.ts';
import { parseEdited } from '../../src/domain/parse-edited.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { PageHead } from '../app/page-head.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { DownloadMenu } from '../problems/download-menu.tsx';
import { useMay } from '../remote/me.ts';
import { useProblems } from '../remote/queries.ts';
import { CapacityPanel } from './capacity-panel.tsx';
import { DraftNotices, DraftState } from './draft-notices.tsx';
import { EditorFaults } from './editor-faults.tsx';
import { faultPlaceText } from './fault-place-text.ts';
import { fieldOfFault, placeFaults } from './fault-places.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { OlderVersion } from './older-version.tsx';
import { useOptions } from './options.ts';
import { fieldsOfList, isList } from './part-fields.ts';
import type { GoTo } from './part-props.ts';
import { PartView } from './part-view.tsx';
import { type Part, partOfPath, parts } from './parts.ts';
import { ReadOnly } from './read-only.ts';
import { SaveState } from './save-state.tsx';
import { useCheck } from './use-check.ts';
import { type EditDraft, useDraft } from './use-draft.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useLeaveWarning } from './use-leave-warning.tsx';
import { useSave } from './use-save.ts';
import '../plan/tables.css';
import './editor.css';

/**
 * Edits a problem part by part. Saving makes a new problem; the old one stays as it is. Who may not
 * change the school's data sees the same without what changes it.
 */
export function ProblemEditor({
  problemId,
  problem,
  part,
  who,
  setPart,
}: {
  problemId: string;
  problem: Problem;
  part: Part;
  /** Whose form is open at first, in a part that is a list. */
  who: string | undefined;
  setPart: (part: Part) => void;
}) {
  const { t, lang, number } = useLanguage();
  const navigate = useNavigate();
  const message = useMessage();
  const { data: problems } = useProblems();
  const { saving, save, seen, accept, acceptGone, giveUp } = useSave(problemId, problem);
  const isSaving = ['sending', 'waiting', 'leaving'].includes(saving.kind);
  const { draft, edit, undo, redo, reset, canUndo, canRedo, isChanged } = useDraft(
    problem,
    isSaving,
  );
  const may = useMay();
  const canEdit = may('problems:write', problem.school.id);
  const keeping = useKeptDraft(problemId, problem, draft, seen);
  const checked = useCheck(draft);
  const options = useOptions(draft, t, lang);
  const [goTo, setGoTo] = useState(() =>
    who === undefined ? undefined : formOf(draft, part, who),
  );
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
  useLeaveWarning({ isKept: !isChanged || keeping.isKept, blocker, forget: keeping.forget });
  const saveNow = async () => {
    const info = await save(withKnownBaseline(draft));
    if (!info) return;
    const isRestored = info.id === problemId && !isChanged;
    void message.success(
      isRestored
        ? t.editor.older.restored
        : info.isNew === false
          ? t.problems.same
          : t.problems.uploaded(info.schoolName),
    );
    if (info.id === problemId) return reset();
    isSaved.current = true;
    void keeping.forget();
    navigate(`/problems/${info.id}?part=${part}`);
  };
  const show = (next: Part, index?: number, key?: string) => {
    setPart(next);
    setGoTo(index === undefined ? undefined : { part: next, index, key });
  };
  const visit = (next: Part, id: string) => {
    setPart(next);
    setGoTo(formOf(draft, next, id));
  };
  return (
    <>
      <PageHead
        title={draft.school?.name || schoolName(problem.school)}
        intro={canEdit ? t.editor.intro : t.editor.introReading}
      >
        <DraftState keeping={keeping} />
        <Versions problemId={problemId} part={part} />
        {canEdit && (
          <>
            <Button disabled={!canUndo} onClick={undo} title="Ctrl+Z">
              {t.edit.undo}
            </Button>
            <Button disabled={!canRedo} onClick={redo} title="Ctrl+Y">
              {t.edit.redo}
            </Button>
            <Button
              type={isChanged ? 'primary' : 'default'}
              disabled={!isChanged || !isCurrent || checked.faults.length > 0}
              loading={isSaving}
              onClick={() => void saveNow()}
            >
              {t.editor.saveVersion}
            </Button>
          </>
        )}
        <DownloadMenu problemId={problemId} />
        {may('jobs:write', problem.school.id) && (
          <Button
            type={isChanged ? 'default' : 'primary'}
            disabled={isChanged}
            title={isChanged ? t.editor.solveAfterSave : undefined}
            onClick={() => navigate(`/solve?problem=${problemId}`)}
          >
            {t.problems.solve}
          </Button>
        )}
      </PageHead>
      <OlderVersion
        problemId={problemId}
        part={part}
        canEdit={canEdit}
        isChanged={isChanged}
        isSaving={isSaving}
        onRestore={() => void saveNow()}
      />
      <DraftNotices keeping={keeping} onTake={(kept) => edit(() => kept)} />
      <SaveState
        saving={saving}
        placeOf={(fault) => faultPlaceText(fault, draft, t, options)}
        onGiveUp={giveUp}
        onStoreAnew={() => {
          acceptGone();
          void saveNow();
        }}
      />
      {saving.kind === 'overtaken' && (
        <MergeDialog
          by={saving.by}
          since={problems?.find(({ id }) => id === problemId)?.createdAt}
          base={problem}
          mine={draft}
          onMerged={(merged) => {
            accept(saving.by);
            edit(() => merged);
            void message.success(t.editor.merge.done);
          }}
          onAsItIs={() => {
            accept(saving.by);
            void saveNow();
          }}
          onCancel={giveUp}
        />
      )}
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
        <div className="editor-body" inert={isSaving}>
          <ReadOnly value={!canEdit}>
            <ConfigProvider componentDisabled={!canEdit}>
              <PartView
                part={part}
                draft={draft}
                options={options}
                faults={faults}
                goTo={goTo?.part === part ? goTo : undefined}
                edit={canEdit ? edit : changeNothing}
              />
            </ConfigProvider>
          </ReadOnly>
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
            nobody={checked?.nobody ?? []}
            conflicts={checked?.conflicts ?? []}
            warnings={checked?.warnings ?? []}
            isChecking={!isCurrent}
            staff={draft.staff}
            onPerson={(id) => visit('staff', id)}
            onActivity={(id) => visit('activities', id)}
          />
        </aside>
      </div>
    </>
  );
}

/** The draft as it was checked: the plan that it is to keep to knows nobody who is gone. */
function withKnownBaseline(draft: Problem): Problem {
  if (draft.baseline === undefined) return draft;
  const edited = parseEdited(draft);
  return edited.ok ? { ...draft, baseline: edited.problem.baseline } : draft;
}

/** The form of one entry, by its id. */
function formOf(draft: Problem, part: Part, id: string): GoTo | undefined {
  const list = draft[part as 'staff' | 'activities'];
  const index = Array.isArray(list) ? list.findIndex((one) => one.id === id) : -1;
  return index < 0 ? undefined : { part, index, key: undefined, isOpen: true };
}

const changeNothing: EditDraft = () => undefined;

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
      options={versions.map(({ id, createdAt, isCurrent }, i) => ({
        value: id,
        label: [
          t.editor.version(versions.length - i),
          dateTime(createdAt),
          ...(isCurrent ? [t.problems.inUse] : []),
        ].join(' · '),
      }))}
    />
  );
}
