import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useMessage } from '../app/use-message.ts';
import { dropDraft, type KeptDraft, keptDrafts } from '../editor/kept-drafts.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { ProblemInfo } from '../remote/types.ts';
import { useLeftDrafts } from './use-left-drafts.ts';

/**
 * Unsaved edits of data that were deleted since, or are shown to the person no longer: there is no
 * page left that would offer them.
 */
export function OrphanedDrafts({ problems }: { problems: readonly ProblemInfo[] }) {
  const { t, dateTime } = useLanguage();
  const message = useMessage();
  const client = useQueryClient();
  const there = new Set(problems.map(({ id }) => id));
  const orphans = useLeftDrafts().filter(({ problemId }) => !there.has(problemId));
  const words = t.editor.draft;
  const throwAway = async (one: Omit<KeptDraft, 'draft'>) => {
    await dropDraft(one).catch(() => message.error(words.notThrownAway));
    await client.invalidateQueries({ queryKey: ['kept-drafts'] });
  };
  return orphans.map((one) => (
    <Alert
      key={`${one.problemId} ${one.windowId}`}
      type="warning"
      showIcon
      style={{ marginBottom: 14 }}
      title={words.orphan(one.schoolName, dateTime(one.changedAt))}
      description={
        <>
          <p>{words.orphanHint}</p>
          <span className="draft-actions">
            <Button type="primary" size="small" onClick={() => void download(one)}>
              {words.download}
            </Button>{' '}
            <Button size="small" danger onClick={() => void throwAway(one)}>
              {words.throwAway}
            </Button>
          </span>
        </>
      }
    />
  ));
}

async function download({ userId, problemId, windowId }: Omit<KeptDraft, 'draft'>): Promise<void> {
  const kept = (await keptDrafts(userId)).find(
    (one) => one.problemId === problemId && one.windowId === windowId,
  );
  if (!kept) return;
  const text = JSON.stringify(kept.draft, null, 1);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `${kept.schoolName}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
