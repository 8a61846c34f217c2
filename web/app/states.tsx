import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { ApiFailure, isGone } from '../remote/client.ts';
import { LinkButton } from './link-button.tsx';
import { quietIcons } from './quiet-icons.tsx';

/** What a page shows while it has nothing to show: reading, failed, or empty. */

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useLanguage();
  return (
    <div role="status" aria-label={t.state.loading}>
      <Skeleton active paragraph={{ rows }} title={false} />
    </div>
  );
}

/** What went wrong, in the language in force. */
export function useFailureText(): (error: unknown) => string {
  const { t, lang } = useLanguage();
  return (error) => {
    const details = error instanceof ApiFailure ? error.details : undefined;
    return (details && (lang === 'zh' ? details.titleZh : details.title)) || t.state.failed;
  };
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, lang } = useLanguage();
  const textOf = useFailureText();
  const details = error instanceof ApiFailure ? error.details : undefined;
  const hint = details && (lang === 'zh' ? details.hintZh : details.hint);
  return (
    <Alert
      type="error"
      showIcon
      title={textOf(error)}
      description={hint || (error instanceof Error ? error.message : String(error))}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {t.state.retry}
          </Button>
        )
      }
    />
  );
}

/** In the place of a whole page: what it was about may be gone, which is no mistake of anybody's. */
export function PageFailure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, lang } = useLanguage();
  if (!(error instanceof ApiFailure) || !isGone(error))
    return <Failure error={error} {...(retry ? { retry } : {})} />;
  const { title, titleZh } = error.details;
  return (
    <Result
      status="info"
      icon={quietIcons.info}
      title={lang === 'zh' ? titleZh : title}
      subTitle={t.state.gone}
      extra={
        <LinkButton to="/" type="primary">
          {t.state.toHome}
        </LinkButton>
      }
    />
  );
}

export function Nothing({ text, children }: { text?: string; children?: ReactNode }) {
  const { t } = useLanguage();
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text ?? t.state.empty}>
      {children}
    </Empty>
  );
}
