/** Steps back that are kept; drafts share what they do not change, so that each is cheap. */
const MOST = 300;

/** What is edited, with the way back and forth. */
export interface History<T> {
  present: T;
  past: readonly T[];
  future: readonly T[];
  /** What the last step changed; the next step on the same place joins it. */
  place: string | undefined;
}

export type HistoryAction<T> =
  | { type: 'edit'; change: (present: T) => T; place?: string | undefined }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'reset'; to: T };

export function startHistory<T>(present: T): History<T> {
  return { present, past: [], future: [], place: undefined };
}

/**
 * The one way in which a draft changes. Steps that follow each other on the same `place` (letters
 * typed into one field, a stroke of the brush) are one step to undo.
 */
export function changeHistory<T>(history: History<T>, action: HistoryAction<T>): History<T> {
  const { present, past, future, place } = history;
  switch (action.type) {
    case 'edit': {
      const next = action.change(present);
      if (next === present) return history;
      const joins = action.place !== undefined && action.place === place;
      return {
        present: next,
        past: joins ? past : [...past.slice(-MOST + 1), present],
        future: [],
        place: action.place,
      };
    }
    case 'undo': {
      const before = past.at(-1);
      if (before === undefined) return history;
      return {
        present: before,
        past: past.slice(0, -1),
        future: [present, ...future],
        place: undefined,
      };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (after === undefined) return history;
      return { present: after, past: [...past, present], future: rest, place: undefined };
    }
    case 'reset':
      return startHistory(action.to);
  }
}
