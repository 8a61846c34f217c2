import { App } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import type { ProblemInfo } from '../remote/types.ts';

/** Asks whether data that somebody stored meanwhile are to be replaced; their version stays. */
export function useAskToReplace(): (unseen: ProblemInfo) => Promise<boolean> {
  const { t, dateTime } = useLanguage();
  const { modal } = App.useApp();
  return async ({ schoolName, storedBy, createdAt }) =>
    await modal.confirm({
      title: t.problems.unseen(schoolName),
      content: t.problems.unseenHint(storedBy ?? t.editor.merge.somebody, dateTime(createdAt)),
      okText: t.problems.replace,
    });
}

/** Asks whether data under edit are to become those of a school that has others. */
export function useAskForOther(): (current: ProblemInfo) => Promise<boolean> {
  const { t } = useLanguage();
  const { modal } = App.useApp();
  return async ({ schoolId, schoolName }) =>
    await modal.confirm({
      title: t.problems.ofOther(schoolId, schoolName),
      content: t.problems.ofOtherHint,
      okText: t.problems.replace,
    });
}
