import { staffName } from '../../src/domain/naming.ts';
import type { Plan, Score } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { fairParts } from '../rules/fair-share.ts';
import { viewPlan } from '../rules/plan-view.ts';
import { compareScores } from '../search/compare.ts';
import { verify } from '../verify.ts';
import { askAbout } from './asking.ts';
import { type Candidate, isUnfit } from './candidates.ts';

/** One person for a seat that somebody may sit in: what would break, and the score with them. */
export interface SeatCandidate extends Candidate {
  /** Who sits there now. */
  isHere: boolean;
  /** Of the whole plan with them in the seat; only for the likeliest, as it takes a full count. */
  after?: Pick<Score, 'hard' | 'medium' | 'soft'>;
}

export interface SeatChoices {
  /** Of the plan as it is. */
  before: Pick<Score, 'hard' | 'medium' | 'soft'>;
  /**
   * Whose score was counted first, then those barred by the fewest rules; in both those whom the
   * seat asks for before all others, and of those counted the best first.
   */
  candidates: SeatCandidate[];
}

/** For how many people the plan is counted in full. */
const counted = 8;

/** Everybody for one seat of the plan, asked as if it were empty. The seat must be there. */
export function seatCandidates(
  index: ProblemIndex,
  plan: Plan,
  sessionId: string,
  seat: number,
): SeatChoices {
  const here = plan.sessions.find(({ id }) => id === sessionId)?.seats[seat]?.staffId ?? null;
  const view = viewPlan(index, withSeat(plan, sessionId, seat, null));
  const session = view.sessions.find(({ id }) => id === sessionId);
  if (session?.seats[seat] === undefined) throw new Error(`no seat ${seat} in ${sessionId}`);
  const question = askAbout(view, index).bars.seat([session], seat);
  const targets = new Map(
    fairParts(view, (person) => person.load).map(({ person, target }) => [person.staff.id, target]),
  );
  const room = new Map(
    view.people.map(({ staff, load }) => [staff.id, load - (targets.get(staff.id) ?? 0)]),
  );
  const unfit = new Set<string>();
  const asked = index.problem.staff.map((staff): SeatCandidate => {
    const bars = question.of(staff);
    if (isUnfit(bars)) unfit.add(staff.id);
    return {
      staffId: staff.id,
      name: staffName(index, staff.id),
      isHere: staff.id === here,
      bars: bars.map(({ ruleId, sentence }) => ({ ruleId, sentence })),
    };
  });
  // Leaders for the duty of a leader, also where they would have to leave other posts for it.
  const byFitness = (a: SeatCandidate, b: SeatCandidate) =>
    Number(unfit.has(a.staffId)) - Number(unfit.has(b.staffId));
  // Of those who could, whoever carries least against their share comes first.
  const order = (one: SeatCandidate) => room.get(one.staffId) ?? 0;
  asked.sort((a, b) => byFitness(a, b) || a.bars.length - b.bars.length || order(a) - order(b));
  const likely = asked.filter(({ isHere }) => !isHere).slice(0, counted);
  for (const one of likely)
    one.after = levels(verify(index, withSeat(plan, sessionId, seat, one.staffId)));
  likely.sort((a, b) => byFitness(a, b) || compareScores(a.after as Score, b.after as Score));
  const rest = asked.filter((one) => !likely.includes(one));
  return { before: levels(verify(index, plan)), candidates: [...likely, ...rest] };
}

function levels({ hard, medium, soft }: Score) {
  return { hard, medium, soft };
}

function withSeat(plan: Plan, sessionId: string, seat: number, staffId: string | null): Plan {
  const sessions = plan.sessions.map((session) =>
    session.id !== sessionId
      ? session
      : {
          ...session,
          seats: session.seats.map((one, i) => (i === seat ? { ...one, staffId } : one)),
        },
  );
  return { ...plan, sessions };
}
