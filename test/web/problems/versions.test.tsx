import { expect, test } from 'vitest';
import { overtakenText } from '../../../web/editor/merge-dialog.tsx';
import { OlderVersion } from '../../../web/editor/older-version.tsx';
import { en } from '../../../web/i18n/en.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { SchoolVersions } from '../../../web/problems/school-versions.tsx';
import { draw } from '../../support/web/draw.tsx';
import { problemInfo } from '../../support/web/plans.ts';

/** A school that went back to its first version, which it sent again after the second one. */
const versions = [
  problemInfo({ id: 'a2', isCurrent: false, counts: { classes: 22 } }),
  problemInfo({ id: 'a1', counts: { classes: 11 } }),
];

test('the version in use stands for a school, also where it is not the newest one', () => {
  const { text } = draw(<SchoolVersions problems={versions} />);
  expect(text).toContain('第 1 版');
  expect(text).toContain('现用');
  expect(text).toContain('显示其余 1 版');
  expect(text).not.toContain('第 2 版');
  const usual = draw(<SchoolVersions problems={[problemInfo({ id: 'a1' })]} />).text;
  expect(usual).not.toContain('现用');
});

test.each([
  ['zh', zh],
  ['en', en],
] as const)('the editor says that another version is in use, and goes back (%s)', (lang, t) => {
  const told = (problemId: string, canEdit = true, isChanged = false) =>
    draw(
      <OlderVersion
        {...{ problemId, canEdit, isChanged }}
        part="staff"
        isSaving={false}
        onRestore={() => undefined}
      />,
      { lang, data: [[['problems', 'listed'], versions]] },
    ).text;
  expect(told('a1')).toBe('');
  const older = told('a2');
  expect(older).toContain(t.editor.older.title(2, 1));
  expect(older).toContain(t.editor.older.restore);
  // An edit is saved, and does not get lost on the way back.
  expect(told('a2', true, true)).not.toContain(t.editor.older.restore);
  const reading = told('a2', false);
  expect(reading).toContain(t.editor.older.title(2, 1));
  expect(reading).not.toContain(t.editor.older.restore);
});

test('who is overtaken by an older version is told so, and not that it was stored meanwhile', () => {
  const at = (hour: number) => `2026-11-28T0${hour}:00:00Z`;
  const by = { storedBy: '李娜', createdAt: at(1) };
  const told = (since: string | undefined) => overtakenText(by, since, zh, (date) => date);
  expect(told(at(2))).toBe(zh.editor.merge.wentBack(at(1)));
  expect(told(at(0))).toBe(zh.editor.merge.overtaken('李娜', at(1)));
  expect(told(undefined)).toBe(zh.editor.merge.overtaken('李娜', at(1)));
});
