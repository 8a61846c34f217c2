import { useCallback } from 'react';
import { faultTable } from '../../src/domain/faults.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Fault } from '../remote/types.ts';

/** A fault as a sentence of the language in force. */
export function useFaultText(): (fault: Fault) => string {
  const { lang } = useLanguage();
  return useCallback(
    (fault) => {
      const known = faultTable[fault.code];
      if (lang === 'en' || known === undefined) return fault.message;
      const value = fault.value === undefined ? '' : `（${fault.value}）`;
      return `${known.title.zh}${value}。建议：${known.try.zh}`;
    },
    [lang],
  );
}
