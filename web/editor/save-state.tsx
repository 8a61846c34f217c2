import { Alert, Button } from 'antd';
import { useText } from '../i18n/language.tsx';
import { FaultList } from '../problems/fault-list.tsx';
import type { Fault } from '../remote/types.ts';
import type { Saving } from './use-save.ts';

/** That saving waits for the service, or why it was refused. */
export function SaveState(props: {
  saving: Saving;
  placeOf(fault: Fault): string;
  onGiveUp(): void;
  onStoreAnew(): void;
}) {
  const { saving, placeOf, onGiveUp, onStoreAnew } = props;
  const t = useText();
  if (saving.kind === 'gone')
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        style={{ marginBottom: 12 }}
        title={t.editor.dataGone}
        description={t.editor.dataGoneHint}
        action={<Button onClick={onStoreAnew}>{t.editor.storeAnew}</Button>}
      />
    );
  if (saving.kind === 'failed') return <FaultList error={saving.error} placeOf={placeOf} />;
  if (saving.kind !== 'waiting') return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      style={{ marginBottom: 12 }}
      title={t.editor.saveWaits}
      description={t.editor.saveWaitsHint}
      action={
        <Button size="small" onClick={onGiveUp}>
          {t.editor.goOnEditing}
        </Button>
      }
    />
  );
}
