import { Alert, Button } from 'antd';
import type { Problem } from '../../src/domain/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { DraftKeeping } from './use-kept-draft.ts';

/** What was left unsaved before, other windows on the same data, and edits that cannot be kept. */
export function DraftNotices(props: { keeping: DraftKeeping; onTake(draft: Problem): void }) {
  const { keeping, onTake } = props;
  const { t, dateTime } = useLanguage();
  const [offer] = keeping.offers;
  return (
    <div className="draft-notices">
      {offer && (
        <Alert
          type="warning"
          showIcon
          title={t.editor.draft.offer(dateTime(offer.changedAt))}
          description={
            <>
              <p>{t.editor.draft.offerHint}</p>
              <span className="draft-actions">
                <Button
                  type="primary"
                  size="small"
                  onClick={() => void keeping.take(offer).then(onTake)}
                >
                  {t.editor.draft.restore}
                </Button>
                <Button size="small" danger onClick={() => void keeping.throwAway(offer)}>
                  {t.editor.draft.throwAway}
                </Button>
              </span>
            </>
          }
        />
      )}
      {keeping.otherWindows > 0 && (
        <Alert type="info" showIcon role="status" title={t.editor.draft.otherWindow} />
      )}
      {keeping.hasFailed && <Alert type="warning" showIcon title={t.editor.draft.notKept} />}
    </div>
  );
}

/** That nothing is lost so far, said quietly. */
export function DraftState({ keeping }: { keeping: DraftKeeping }) {
  const { t, lang } = useLanguage();
  if (keeping.keptAt === undefined) return null;
  const time = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <span className="muted small">
      {keeping.isKept ? t.editor.draft.kept(time.format(keeping.keptAt)) : '…'}
    </span>
  );
}
