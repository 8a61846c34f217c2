import { Button, QRCode } from 'antd';
import { useLocation } from 'react-router';
import { OfflineBanner } from '../app/offline-banner.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { linkAddress } from '../remote/portal.ts';
import { linkToken } from './link-token.ts';
import { PublishedWeek } from './published-week.tsx';

/** The published week for whoever holds a link of the school: no sign-in, and nothing else. */
export function SharedPage() {
  const { t, lang, setLang } = useLanguage();
  const token = linkToken(useLocation().hash);
  return (
    <div className="shell">
      <header className="shell-header">
        <span className="shell-brand">
          <img src="/favicon.svg" alt="" />
          {t.brand}
        </span>
        <div className="shell-side">
          <Button
            type="text"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
          >
            {t.nav.language}
          </Button>
        </div>
      </header>
      <OfflineBanner />
      <main className="shell-main" id="main">
        <PageHead title={t.portal.title} intro={t.portal.sharedIntro} />
        {token === undefined ? (
          <Nothing text={t.portal.linkOver} />
        ) : (
          <>
            <PublishedWeek door={{ token }} />
            <figure className="scan">
              <div aria-hidden="true">
                <QRCode type="svg" value={linkAddress(token)} size={132} bordered={false} />
              </div>
              <figcaption>{t.portal.scan}</figcaption>
            </figure>
          </>
        )}
      </main>
    </div>
  );
}
