import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';
import type { ShellContext } from '../tour/tour-button.tsx';
import { rememberTour } from '../tour/tour-memory.ts';
import { AccountMenu } from './account-menu.tsx';
import { ANNOUNCER } from './announce.ts';
import { keepFocus } from './keep-focus.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { usePageFocus } from './use-page-focus.ts';

const ConsoleTour = lazy(async () => ({
  default: (await import('../tour/tour.tsx')).ConsoleTour,
}));

/** Each with the right that it needs. */
const places = [
  ['/', 'home', 'plans:read'],
  ['/problems', 'problems', 'problems:read'],
  ['/solve', 'solve', 'jobs:read'],
  ['/plans', 'plans', 'plans:read'],
  ['/fairness', 'fairness', 'plans:read'],
  ['/compare', 'compare', 'plans:read'],
  ['/portal', 'portal', 'portal:read'],
  ['/admin', 'admin', 'users:manage'],
] as const;

/** The frame around every page: navigation, language, and whether the service is there. */
export function Shell() {
  const { t, lang, setLang } = useLanguage();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isTouring, setTouring] = useState(false);
  // It is remembered when it begins: whoever closes the page has seen it, too.
  const startTour = () => {
    rememberTour();
    setTouring(true);
  };
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setMenuOpen(false), [pathname]);
  usePageFocus();
  useEffect(keepFocus, []);
  const may = useMay();
  const links = places
    .filter(([, , verb]) => may(verb))
    .map(([path, name]) => (
      // Also where leaving the page is asked about first: the question is not to stand behind the menu.
      <NavLink key={path} to={path} end={path === '/'} onClick={() => setMenuOpen(false)}>
        {t.nav[name]}
      </NavLink>
    ));
  return (
    <div className="shell">
      {/* No link to "#main": the address is the page's, and stays. */}
      <button
        type="button"
        className="skip-link"
        onClick={() => document.getElementById('main')?.focus()}
      >
        {t.nav.skip}
      </button>
      <header className="shell-header">
        <Button
          className="only-narrow"
          type="text"
          icon={<MenuOutlined aria-hidden />}
          aria-label={t.nav.menu}
          onClick={() => setMenuOpen(true)}
        />
        <NavLink className="shell-brand" to="/">
          <img src="/favicon.svg" alt="" />
          {t.brand}
        </NavLink>
        <nav className="shell-nav" aria-label={t.nav.main}>
          {links}
        </nav>
        <div className="shell-side">
          <Button
            type="text"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
          >
            {t.nav.language}
          </Button>
          <AccountMenu />
        </div>
      </header>
      <OfflineBanner />
      <SignInAgain />
      <div id={ANNOUNCER} className="sr-only" role="status" />
      <main className="shell-main" id="main" tabIndex={-1}>
        <Outlet context={{ startTour } satisfies ShellContext} />
      </main>
      {isTouring && (
        <Suspense>
          <ConsoleTour onClose={() => setTouring(false)} />
        </Suspense>
      )}
      <Drawer
        open={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        destroyOnHidden
        placement="left"
        title={t.brand}
        size={260}
      >
        <nav className="drawer-nav" aria-label={t.nav.main}>
          {links}
          <a href="/docs">{t.nav.docs}</a>
        </nav>
      </Drawer>
    </div>
  );
}
