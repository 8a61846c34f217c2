import { useCallback } from 'react';
import { faultTable } from '../../src/domain/faults.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Fault } from '../remote/types.ts';

/** A fault as a sentence of the language in force. */
export function useFaultText(): (fault: Fault) => string {
  const { lang } = useLanguage();
  return useCallback((fault) => (lang === 'zh' ? chineseFault(fault) : fault.message), [lang]);
}

/** The finder's own sentence, or where that is English only, the table's with the value. */
function chineseFault(fault: Fault): string {
  if (fault.messageZh !== undefined) return fault.messageZh;
  const known = faultTable[fault.code];
  if (known === undefined) return fault.message;
  const value = fault.value === undefined || fault.value === '' ? '' : `：“${fault.value}”`;
  return `${known.title.zh}${value}。建议：${fault.hintZh ?? known.try.zh}。`;
}
