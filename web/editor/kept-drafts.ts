import { createStore, entries, promisifyRequest, type UseStore } from 'idb-keyval';
import type { Problem } from '../../src/domain/problem.ts';

/** Unsaved edits of one window on one version of a school's data, as they lie in the browser. */
export interface KeptDraft {
  /** Whose they are: another person on the same machine is offered nothing. */
  userId: string;
  schoolId: string;
  schoolName: string;
  /** The version that is edited. */
  problemId: string;
  /** A window keeps its own, so that two windows never write over each other. */
  windowId: string;
  /** The newest version of the school's data that the edits know of. */
  seenId: string | undefined;
  draft: Problem;
  /** Milliseconds since 1970. */
  changedAt: number;
}

/** What nobody came back for is dropped: it is pupils' data, and older than most terms' plans. */
const KEPT_DAYS = 60;

let opened: UseStore | undefined;

function store(): UseStore {
  opened ??= createStore('afterbell', 'drafts');
  return opened;
}

/**
 * Commits at once and without waiting for answers: a page that is left or loaded again just then
 * takes back what was not committed.
 */
async function change(make: (drafts: IDBObjectStore) => void): Promise<void> {
  await store()('readwrite', (drafts) => {
    make(drafts);
    drafts.transaction.commit();
    return promisifyRequest(drafts.transaction);
  });
}

type Key = Pick<KeptDraft, 'userId' | 'schoolId' | 'problemId' | 'windowId'>;

function keyOf({ userId, schoolId, problemId, windowId }: Key): string {
  return JSON.stringify([userId, schoolId, problemId, windowId]);
}

/** Who signs out and throws everything away keeps nothing more until the page is gone. */
let isClosed = false;

export async function keepDraft(one: KeptDraft): Promise<void> {
  if (isClosed) return;
  await change((drafts) => drafts.put(one, keyOf(one)));
}

/** Once this is done, it stays away whatever becomes of the page. */
export async function dropDraft(one: Key): Promise<void> {
  await change((drafts) => drafts.delete(keyOf(one)));
}

/** Throws all of these away; this page keeps no draft from then on. */
export async function dropEveryDraft(drafts: readonly Key[]): Promise<void> {
  isClosed = true;
  await change((store) => {
    for (const one of drafts) store.delete(keyOf(one));
  });
}

/** The drafts of one person, newest first. */
export async function keptDrafts(userId: string): Promise<KeptDraft[]> {
  const all = await entries<string, KeptDraft>(store());
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  const own: KeptDraft[] = [];
  for (const [, one] of all) {
    if (one.changedAt < oldest) await dropDraft(one);
    else if (one.userId === userId) own.push(one);
  }
  return own.sort((a, b) => b.changedAt - a.changedAt);
}
