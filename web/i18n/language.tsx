import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en } from './en.ts';
import { type Messages, zh } from './zh.ts';

export type Lang = 'zh' | 'en';

export interface Language {
  lang: Lang;
  t: Messages;
  setLang(lang: Lang): void;
  /** A whole number, or with `digits` after the point, in local form. */
  number(value: number, digits?: number): string;
  dateTime(value: string | number | Date): string;
  /** Month and day of an ISO date. */
  dayOf(date: string): string;
  /** An ISO date with its year. */
  date(date: string): string;
  /** Text in brackets, to stand right behind other text. */
  aside(text: string): string;
  /** Names one after the other. */
  list(names: readonly string[]): string;
}

const STORED = 'afterbell.lang';
const LanguageContext = createContext<Language | undefined>(undefined);

/** `?lang=en` wins over what was chosen before; a school sees Chinese unless it says otherwise. */
function firstLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang');
  const lang = asked ?? localStorage.getItem(STORED);
  return lang === 'en' ? 'en' : 'zh';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(firstLang);
  useEffect(() => {
    localStorage.setItem(STORED, lang);
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);
  const value = useMemo((): Language => {
    const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
    const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const days = new Intl.DateTimeFormat(locale, {
      month: lang === 'zh' ? 'long' : 'short',
      day: 'numeric',
      timeZone: 'UTC',
    });
    const dated = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    return {
      lang,
      t: lang === 'zh' ? zh : en,
      setLang,
      number: (n, digits = 0) =>
        n.toLocaleString(locale, { minimumFractionDigits: 0, maximumFractionDigits: digits }),
      dateTime: (date) => dates.format(new Date(date)),
      aside: (text) => (lang === 'zh' ? `（${text}）` : ` (${text})`),
      list: (lang === 'zh' ? zh : en).word.list,
      dayOf: (date) => days.format(new Date(`${date}T00:00:00Z`)),
      date: (date) => dated.format(new Date(`${date}T00:00:00Z`)),
    };
  }, [lang]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('useLanguage outside LanguageProvider');
  return language;
}

/** The messages of the language in force. */
export function useText(): Messages {
  return useLanguage().t;
}
