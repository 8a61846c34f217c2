import { Button } from 'antd';
import { type RefObject, useEffect, useRef } from 'react';
import { announce } from '../app/announce.ts';
import { useLanguage } from '../i18n/language.tsx';
import { usePlanTrail, useTrailKeys } from './plan-trail.ts';

/**
 * Back to the plan before and forth again. Each is a page of its own: what happened is said, and
 * whoever pressed a button still has it under the finger on the next one.
 */
export function UndoButtons(props: {
  planId: string;
  soft: number;
  /** Empty where the keyboard is in no grid. */
  resume: RefObject<readonly [string, string] | undefined>;
}) {
  const { planId, soft, resume } = props;
  const { t, number } = useLanguage();
  const { undo, redo, by } = usePlanTrail(planId);
  useTrailKeys(undo, redo);
  const buttons = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each plan that is come to
  useEffect(() => {
    if (by === undefined) return;
    announce(`${t.edit.told[by]} · ${t.word.soft} ${number(soft)}`);
    if (by === 'edit' || resume.current) return;
    const [first, second] = buttons.current?.querySelectorAll('button') ?? [];
    const wanted = by === 'undo' ? [first, second] : [second, first];
    wanted.find((one) => one?.disabled === false)?.focus();
  }, []);
  const leaveGrid = () => {
    resume.current = undefined;
  };
  if (!undo && !redo) return null;
  return (
    <span ref={buttons} className="button-pair">
      <Button disabled={!undo} onClick={undo} onFocus={leaveGrid} title="Ctrl+Z">
        {t.edit.undo}
      </Button>
      <Button disabled={!redo} onClick={redo} onFocus={leaveGrid} title="Ctrl+Y">
        {t.edit.redo}
      </Button>
    </span>
  );
}
