import { App, Button } from 'antd';
import { useEffect } from 'react';
import type { Blocker } from 'react-router';
import { useText } from '../i18n/language.tsx';

/**
 * Asks before a page with unsaved work is left inside the console: it stays in the browser, or is
 * thrown away. Closing the tab is asked about only while something is not kept.
 */
export function useLeaveWarning(props: {
  isKept: boolean;
  blocker: Blocker;
  forget(): Promise<void>;
}): void {
  const { isKept, blocker, forget } = props;
  const t = useText();
  const { modal } = App.useApp();
  useEffect(() => {
    if (isKept) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isKept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each attempt to leave
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const asked = modal.confirm({
      title: t.editor.leaveSure,
      content: t.editor.leaveHint,
      okText: t.editor.leaveKeep,
      cancelText: t.word.cancel,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
      footer: (_, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          <Button
            danger
            onClick={() => {
              asked.destroy();
              void forget().finally(() => blocker.proceed());
            }}
          >
            {t.editor.leaveThrow}
          </Button>
          <OkBtn />
        </>
      ),
    });
  }, [blocker.state]);
}
