import type { Period } from '../../src/domain/problem.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { type Asking, without } from './asking.ts';
import { classObstacles } from './class-obstacles.ts';
import { crewFor } from './crew.ts';
import { careReplacedBy, draftSession } from './draft.ts';
import type { Left } from './leavers.ts';
import type { Obstacle } from './obstacle.ts';
import { pupilsFor } from './pupil-obstacles.ts';
import { roomFor } from './room-obstacles.ts';
import { studyObstacles } from './study-obstacles.ts';
import type { Way } from './ways.ts';

/** A place in the week for one more session. */
export interface Place {
  periodIds: string[];
  /** A room that would do, if one is needed and there is one. */
  roomId: string | null;
}

/** Who would take a seat, as it stands or with what the way asks for. */
export interface CrewMember {
  /** Of the places: in the sessions there. */
  places: number[];
  seat: number;
  way: Way;
}

/** A club that so many placed pupils leave. */
export interface Leave {
  activityId: string;
  forKey?: string;
  pupils: number;
  /** It is at other times too: there they are in care, whose groups are not looked at. */
  isBackInCare: boolean;
}

/** Places for sessions that are held together, and what keeps them out; nothing when they could be there. */
export interface PlaceFindings {
  places: Place[];
  obstacles: Obstacle[];
  /** Clubs that placed pupils leave for it, which keep their least size. */
  leaves?: Leave[];
  /** Step by step: whoever comes later takes the seat of who was there. */
  crew: CrewMember[];
}

/**
 * Looks at places for as many more sessions of a series, all of them together: the same pupils
 * come to all, and where the series keeps its lead, the same person leads them. What these
 * sessions replace is in the way of neither people nor rooms.
 */
export function lookAtPlaces(
  series: SeriesView,
  places: readonly (readonly Period[])[],
  asking: Asking,
): PlaceFindings {
  const { view, index } = asking;
  const drafts = places.map((periods) => draftSession(series, periods, view, index));
  const replaced = drafts.flatMap((draft) => careReplacedBy(draft, view));
  const there = without(asking, replaced);
  const pupils = pupilsFor(series, drafts, view, index);
  const placed: SessionView[] = [];
  const left: Left[] = [...pupils.left];
  const [hours, classes, rooms, sizes]: Obstacle[][] = [[], [], [], []];
  for (const draft of drafts) {
    const withPupils = (headcount: number): SessionView => ({
      ...draft,
      headcount,
      hasPupils: headcount > 0,
    });
    const { expected, fewest } = pupils.of(draft);
    // A small room will do for the fewest pupils with whom it could be held.
    const least = fewest < expected ? withPupils(fewest) : undefined;
    const found = roomFor(withPupils(expected), least, there);
    const sized = found.isSmall && least ? least : withPupils(expected);
    const session = { ...sized, room: found.room };
    placed.push(session);
    rooms?.push(...found.obstacles);
    const elsewhere = classObstacles(session, view, index);
    classes?.push(...elsewhere.obstacles);
    left.push(...elsewhere.left);
    for (const { ruleId, sentence } of there.bars.ofSession(session)) {
      if (ruleId === 'roomClash' || ruleId === 'roomFit') continue;
      // Places for several sessions were chosen to be on enough days.
      if (ruleId === 'spread' && drafts.length > 1) continue;
      // The same pupils come to all of them: too many once is too many, and no more.
      if (ruleId === 'groupSize' && sizes?.some(({ ruleIds }) => ruleIds[0] === ruleId)) continue;
      const isOfPupils = ruleId === 'groupSize' || ruleId === 'pupilLeave';
      if (!isOfPupils) hours?.push({ kind: 'hours', ruleIds: [ruleId], sentence });
      else if (pupils.obstacles.length === 0)
        sizes?.push({ kind: 'pupils', ruleIds: [ruleId], sentence });
    }
  }
  const crew = crewFor(placed, there);
  const leaves = leavesOf(left, placed);
  return {
    places: placed.map(({ session, room }) => ({
      periodIds: session.periodIds,
      roomId: room?.id ?? null,
    })),
    obstacles: [
      ...(hours ?? []),
      ...(classes ?? []),
      // How large a room it needs goes by how many pupils it needs.
      ...pupils.obstacles,
      ...(rooms ?? []),
      ...(sizes ?? []),
      ...studyObstacles(placed, asking),
      ...crew.obstacles,
    ],
    ...(leaves.length === 0 ? {} : { leaves }),
    crew: crew.taken.map(({ sessionIds, seat, way }) => ({
      places: sessionIds.map((id) => placed.findIndex((one) => one.id === id)),
      seat,
      way,
    })),
  };
}

/** Of a club that is left for several of the sessions, the most; the same pupils come to all of them. */
function leavesOf(left: readonly Left[], placed: readonly SessionView[]): Leave[] {
  const most = new Map<SeriesView, number>();
  for (const { club, pupils } of left) most.set(club, Math.max(pupils, most.get(club) ?? 0));
  const within = new Set(placed.flatMap(({ periods }) => periods.map(({ id }) => id)));
  return [...most].map(([{ activity, forKey, sessions }, pupils]) => ({
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    pupils,
    isBackInCare: sessions.some(({ periods }) => !periods.every((period) => within.has(period.id))),
  }));
}
