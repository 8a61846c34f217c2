import type { Request } from 'express';
import { type Database, writeAudit } from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';
import type { Route } from '../route.ts';
import type { Access } from './access.ts';
import { routeKey } from './table.ts';

/** What becomes known of a request on its way; also of one that is refused. */
export interface Told {
  access?: Access;
  /** Its line was written with what it did. */
  isRecorded?: boolean;
}

/**
 * Does the work of one request and records it, unless it only reads or the work has recorded
 * itself: so of what was refused, and of what writes elsewhere than to the store.
 */
export async function writeActs(
  db: Database,
  one: Route,
  req: Request,
  work: (told: Told) => Promise<number>,
): Promise<void> {
  const told: Told = {};
  if (one.method === 'get') {
    await work(told);
    return;
  }
  let status = 500;
  try {
    status = await work(told);
  } catch (error) {
    if (error instanceof ApiError) status = error.status;
    throw error;
  } finally {
    if (!told.isRecorded) await recordAct(db, one, req, told, status);
  }
}

/** What nobody in particular did is not recorded: anybody could fill the log. */
export async function recordAct(
  db: Database,
  { method, path }: Route,
  req: Request,
  { access }: Told,
  status: number,
): Promise<void> {
  const actor = access?.actor;
  if (!actor) return;
  const named = [access.aboutName ?? [], Object.values(req.params)].flat(2);
  const target = named.join(' ').replaceAll('\u0000', '');
  await writeAudit(db, {
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action: routeKey(method, path),
    schoolIds: access?.about ? [...new Set(access.about)] : null,
    target: target === '' ? null : target.slice(0, 200),
    status,
  });
}
