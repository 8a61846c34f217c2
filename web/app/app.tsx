import {
  CheckCircleFilled,
  CheckOutlined,
  CloseCircleFilled,
  CloseOutlined,
  DownOutlined,
  ExclamationCircleFilled,
  InfoCircleFilled,
} from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { LanguageProvider, useLanguage } from '../i18n/language.tsx';
import { queryClient } from '../remote/queries.ts';
import { CrashPage } from './crash-page.tsx';
import { openRoutes, routes } from './routes.tsx';
import { themeFor } from './theme.ts';
import { useIsTouch } from './use-matches.ts';

const selectIcons = {
  suffixIcon: <DownOutlined aria-hidden />,
  clearIcon: <CloseCircleFilled aria-hidden />,
  removeIcon: <CloseOutlined aria-hidden />,
  menuItemSelectedIcon: <CheckOutlined aria-hidden />,
};
const alertIcons = {
  successIcon: <CheckCircleFilled aria-hidden />,
  infoIcon: <InfoCircleFilled aria-hidden />,
  warningIcon: <ExclamationCircleFilled aria-hidden />,
  errorIcon: <CloseCircleFilled aria-hidden />,
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
      button={{ autoInsertSpace: false }}
      // Those of antd are read aloud as "down" or "check-circle", in whatever language.
      select={selectIcons}
      alert={alertIcons}
    >
      <AntApp component={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
