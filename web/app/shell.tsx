import { MenuOutlined } from '@ant-design/icons';
import { onlineManager } from '@tanstack/react-query';
import { Alert, Button, Drawer } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';

const places = [
  ['/', 'home'],
  ['/problems', 'problems'],
  ['/solve', 'solve'],
  ['/plans', 'plans'],
  ['/fairness', 'fairness'],
  ['/compare', 'compare'],
] as const;

/** The frame around every page: navigation, language, and whether the service is there. */
export function Shell() {
  const { t, lang, setLang } = useLanguage();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setMenuOpen(false), [pathname]);
  const isOnline = useSyncExternalStore(
    (change) => onlineManager.subscribe(change),
    () => onlineManager.isOnline(),
  );
  const links = places.map(([path, name]) => (
    <NavLink key={path} to={path} end={path === '/'}>
      {t.nav[name]}
    </NavLink>
  ));
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t.nav.skip}
      </a>
      <header className="shell-header">
        <Button
          className="only-narrow"
          type="text"
          icon={<MenuOutlined />}
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
        </div>
      </header>
      {!isOnline && <Alert banner type="warning" title={t.state.offline} role="status" />}
      <main className="shell-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Drawer
        open={isMenuOpen}
        onClose={() => setMenuOpen(false)}
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
