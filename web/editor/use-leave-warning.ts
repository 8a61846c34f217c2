import { App } from 'antd';
import { useEffect } from 'react';
import type { Blocker } from 'react-router';
import { useText } from '../i18n/language.tsx';

/** Asks before a page with unsaved work is left, inside the console and by closing the tab. */
export function useLeaveWarning(isUnsaved: boolean, blocker: Blocker): void {
  const t = useText();
  const { modal } = App.useApp();
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each attempt to leave
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: t.editor.leaveSure,
      okText: t.editor.leaveAnyway,
      cancelText: t.word.cancel,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker.state]);
}
