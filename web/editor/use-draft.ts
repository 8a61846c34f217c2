import { useCallback, useEffect, useReducer } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { isTextField } from '../app/is-text-field.ts';
import { changeHistory, type History, type HistoryAction, startHistory } from './history.ts';

/**
 * Changes the draft. Changes that follow each other at the same `place` are one step to undo.
 */
export type EditDraft = (change: (draft: Problem) => Problem, place?: string) => void;

/**
 * A problem while it is edited, with undo and redo (Ctrl+Z and Ctrl+Y outside of text fields).
 *
 * @param isHeld there is no undo now, as while the draft is on its way to the service
 */
export function useDraft(problem: Problem, isHeld: boolean) {
  const [history, act] = useReducer(
    (old: History<Problem>, action: HistoryAction<Problem>) => changeHistory(old, action),
    problem,
    startHistory<Problem>,
  );
  const edit: EditDraft = useCallback((change, place) => act({ type: 'edit', change, place }), []);
  const undo = useCallback(() => act({ type: 'undo' }), []);
  const redo = useCallback(() => act({ type: 'redo' }), []);
  /** Back to what is stored, with nothing to undo. */
  const reset = useCallback(() => act({ type: 'reset', to: problem }), [problem]);
  useEffect(() => {
    if (isHeld) return;
    const onKey = (event: KeyboardEvent) => {
      // The input of a cell that is not being edited has nothing of its own to undo.
      const { target } = event;
      const isCatcher = target instanceof HTMLElement && target.dataset.catcher !== undefined;
      const isText = isTextField(target) && !isCatcher;
      if (isText || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) undo();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [undo, redo, isHeld]);
  return {
    draft: history.present,
    edit,
    undo,
    redo,
    reset,
    canUndo: !isHeld && history.past.length > 0,
    canRedo: !isHeld && history.future.length > 0,
    isChanged: history.present !== problem,
  };
}
