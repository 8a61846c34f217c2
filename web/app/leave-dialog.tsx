import { Button, Modal } from 'antd';
import { dropEveryDraft, type KeptDraft } from '../editor/kept-drafts.ts';
import { useLanguage } from '../i18n/language.tsx';

/** Asks who signs out what becomes of their unsaved edits: others may use this browser too. */
export function LeaveDialog(props: {
  drafts: readonly KeptDraft[];
  onLeave(whenOut?: () => Promise<void>): void;
  onClose(): void;
}) {
  const { drafts, onLeave, onClose } = props;
  const { t, dateTime } = useLanguage();
  return (
    <Modal
      open
      title={t.account.unsaved(drafts.length)}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.word.cancel}</Button>
          <Button danger onClick={() => onLeave(() => dropEveryDraft(drafts))}>
            {t.account.throwAndLeave}
          </Button>
          <Button type="primary" onClick={() => onLeave()}>
            {t.account.keepAndLeave}
          </Button>
        </>
      }
    >
      <ul>
        {drafts.map(({ schoolName, problemId, windowId, changedAt }) => (
          <li key={`${problemId} ${windowId}`}>
            {schoolName} · {dateTime(changedAt)}
          </li>
        ))}
      </ul>
      <p className="muted">{t.account.unsavedHint}</p>
    </Modal>
  );
}
