import { CheckOutlined, CloseOutlined, DownOutlined } from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { LanguageProvider, useLanguage } from '../i18n/language.tsx';
import { queryClient } from '../remote/queries.ts';
import { CrashPage } from './crash-page.tsx';
import { quietIcons } from './quiet-icons.tsx';
import { openRoutes, routes } from './routes.tsx';
import { themeFor } from './theme.ts';
import { useIsTouch } from './use-matches.ts';

const selectIcons = {
  suffixIcon: <DownOutlined aria-hidden />,
  clearIcon: quietIcons.error,
  removeIcon: <CloseOutlined aria-hidden />,
  menuItemSelectedIcon: <CheckOutlined aria-hidden />,
};
const noteIcons = {
  successIcon: quietIcons.success,
  infoIcon: quietIcons.info,
  warningIcon: quietIcons.warning,
  errorIcon: quietIcons.error,
};

const router = createBrowserRouter(
  [...openRoutes, routes].map((route) => ({
    ...route,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <div />,
  })),
);

export function App() {
  return (
    <LanguageProvider>
      <Themed />
    </LanguageProvider>
  );
}

function Themed() {
  const { lang } = useLanguage();
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enGB}
      theme={themeFor(useIsTouch())}
      // antd would write "求 解".
      button={{ autoInsertSpace: false, loadingIcon: quietIcons.loading }}
      select={selectIcons}
      alert={noteIcons}
      modal={noteIcons}
    >
      <AntApp component={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
