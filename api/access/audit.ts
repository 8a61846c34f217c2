import type { Request } from 'express';
import type { Principal } from '../../src/auth/rights.ts';
import { type Database, writeAudit } from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';
import type { Route } from '../route.ts';
import type { Access } from './access.ts';
import { routeKey } from './table.ts';

/** What becomes known of a request on its way; also of one that is refused. */
export interface Told {
  access?: Access;
}

/**
 * Does the work of one request and records it, unless it only reads. What nobody in particular
 * did is not recorded: anybody could fill the log.
 */
export async function writeActs(
  db: Database,
  { method, path }: Route,
  req: Request,
  work: (told: Told) => Promise<number>,
): Promise<void> {
  const told: Told = {};
  if (method === 'get') {
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
    const actor = told.access?.actor;
    if (actor) await write(db, routeKey(method, path), req, actor, told, status);
  }
}

async function write(
  db: Database,
  action: string,
  req: Request,
  actor: Pick<Principal, 'kind' | 'id' | 'name'>,
  { access }: Told,
  status: number,
): Promise<void> {
  const target = Object.values(req.params).join(' ').replaceAll('\u0000', '');
  await writeAudit(db, {
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    schoolIds: access?.about ? [...new Set(access.about)] : null,
    target: target === '' ? null : target.slice(0, 200),
    status,
  });
}
