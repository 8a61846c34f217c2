import { App } from 'antd';
import { useMemo } from 'react';
import { quietIcons } from './quiet-icons.tsx';

/** Says something at the top of the page, for a moment. */
export function useMessage() {
  const { message } = App.useApp();
  return useMemo(() => {
    const say = (type: 'success' | 'info' | 'warning' | 'error') => (content: string) =>
      message.open({ type, content, icon: quietIcons[type] });
    return {
      success: say('success'),
      info: say('info'),
      warning: say('warning'),
      error: say('error'),
    };
  }, [message]);
}
