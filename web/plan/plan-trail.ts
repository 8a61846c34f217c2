import { useCallback, useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { isTextField } from '../app/is-text-field.ts';

/** Plans that this one came from, and those that were undone on the way back to it. */
interface Trail {
  past: readonly string[];
  future: readonly string[];
  /** What brought one here. */
  by?: 'edit' | 'undo' | 'redo';
}

/**
 * Undo and redo over plans, which never change: every edit by hand is a plan of its own, and
 * undoing is going back to the one before. The trail stands in the browser's history.
 */
export function usePlanTrail(planId: string) {
  const navigate = useNavigate();
  const { state, search } = useLocation();
  const { past = [], future = [], by } = (state ?? {}) as Partial<Trail>;
  const go = useCallback(
    (id: string, trail: Trail) => navigate(`/plans/${id}${search}`, { state: trail }),
    [navigate, search],
  );
  const before = past.at(-1);
  const [after, ...rest] = future;
  const undo =
    before === undefined
      ? undefined
      : () => void go(before, { past: past.slice(0, -1), future: [planId, ...future], by: 'undo' });
  const redo =
    after === undefined
      ? undefined
      : () => void go(after, { past: [...past, planId], future: rest, by: 'redo' });
  const forward = (id: string) => go(id, { past: [...past, planId], future: [], by: 'edit' });
  return { undo, redo, forward, by };
}

/** Ctrl+Z and Ctrl+Y outside of text fields. */
export function useTrailKeys(undo: (() => void) | undefined, redo: (() => void) | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTextField(event.target) || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const act = key === 'z' && !event.shiftKey ? undo : key === 'y' || key === 'z' ? redo : null;
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
