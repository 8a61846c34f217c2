import type { Activity } from '../../src/domain/problem.ts';
import type { CareBlock } from './care-group.ts';
import { Expr } from './linear-model.ts';
import type { Link, Token } from './links.ts';
import type { Scene } from './scene.ts';
import { canSit, tokenOf } from './seat-load.ts';

/** A post that one person may take. */
export interface Post {
  /** Which link it fills; -1: a care session without pupils. */
  link: number;
  token: Token;
  /** What it costs softly that this person takes it, beside what the day costs. */
  cost: number;
  /** Whom the person meets there, as bits (`meetings.ts`). */
  meets: number;
}

export function linkSession(
  scene: Scene,
  s: number,
  spot: number,
  spec: Activity['seats'][number],
  need: Expr,
): Link {
  const { series, staff, problem } = scene.model;
  const { activity, forKey } = series.list[s];
  const c = problem.classes.findIndex(({ id }) => id === forKey);
  const isOwn = spec.role === 'lead' && activity.forEach === 'class';
  const link: Link = {
    token: tokenOf(scene, s, spot),
    kind: staff.kindOf(spec),
    need,
    row: -1,
    care: undefined,
    isStrange: (t) => isOwn && !knows(scene, t, c),
  };
  scene.links.push(link);
  return link;
}

export function linkCare(scene: Scene, { period: p, sets, groups }: CareBlock): Link[] {
  const { time, staff, classCount, attendance } = scene.model;
  const isHomework = time.periods[p].segment === 'homework';
  const seat = { token: tokenOf(scene, -1, p), kind: staff.careKind, row: -1 };
  // Of a group that is only counted nobody knows who is in it, nor whether they are known.
  const counted = {
    ...seat,
    need: groups,
    care: { period: p, classes: undefined },
    isStrange: () => false,
  };
  const links = sets?.map(({ classes, column }): Link => {
    // A class without pupils may be named in any group.
    const known = [...new Array(classCount).keys()].filter(
      (c) => classes.includes(c) || attendance[c * time.periodCount + p] === 0,
    );
    return {
      ...seat,
      need: Expr.of(column),
      care: { period: p, classes },
      isStrange: (t) => isHomework && !known.some((c) => knows(scene, t, c)),
    };
  });
  const all = links ?? [counted];
  scene.links.push(...all);
  return all;
}

/** What one person may take; `meets` says by link whom they meet there. */
export function postsOf(scene: Scene, t: number, meets: readonly number[]): Post[] {
  const { staff, time } = scene.model;
  const posts: Post[] = [];
  const offer = (token: Token, kind: number, post: Omit<Post, 'token'>) => {
    if (!canSit(scene, t, kind, token.spot)) return;
    const avoids = staff.avoids[t * time.spotCount + token.spot] === 1;
    posts.push({ ...post, token, cost: post.cost + (avoids ? scene.weight('avoidTime') : 0) });
  };
  for (const [link, { token, kind, isStrange }] of scene.links.entries()) {
    const cost = isStrange(t) ? scene.weight('ownTeacher') : 0;
    offer(token, kind, { link, cost, meets: meets[link] });
  }
  for (let p = 0; p < time.periodCount; p++) {
    const token = tokenOf(scene, -1, p);
    const cost = (scene.weight('posts') * token.load) / 30;
    offer(token, staff.careKind, { link: -1, cost, meets: 0 });
  }
  return posts;
}

function knows({ model }: Scene, t: number, c: number): boolean {
  return model.staff.knows[t * model.classCount + c] === 1;
}
