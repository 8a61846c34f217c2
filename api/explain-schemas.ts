import { z } from 'zod';
import { matchGroupings } from '../solver/index.ts';
import { editsSchema } from '../src/domain/edit.ts';
import { planSchema, scoreSchema } from '../src/domain/problem.ts';

/** What the explanations of a plan look like over the API. */

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const levelCost = z.strictObject({ hard: z.number(), medium: z.number(), soft: z.number() });

export const toldMatchSchema = z.looseObject({
  ruleId: z.string(),
  level: z.enum(['hard', 'medium', 'soft']),
  /** Unweighted. */
  cost: z.number(),
  /** `cost` times the weight of the rule. */
  weighted: z.number(),
  sentence: bilingual,
  /** Ids of whom it concerns. */
  concerns: z.strictObject({
    staff: z.array(z.string()),
    classes: z.array(z.string()),
    rooms: z.array(z.string()),
    students: z.array(z.string()),
  }),
  /** Of a hard rule in the matches of a plan and in its explanation: why it is broken, if known. */
  causes: z
    .array(
      z.strictObject({
        /** A pin holds what breaks it; pupils are in school then; no room would do, or one would. */
        code: z.enum(['pin', 'attendance', 'room']),
        sentence: bilingual,
      }),
    )
    .optional(),
});

export const scoreQuerySchema = z.strictObject({
  /** `matches`: with every match of every rule, told. */
  detail: z.enum(['matches']).optional(),
  /** With `detail`: how the matches are grouped. Default rule. */
  by: z.enum(matchGroupings).optional(),
});

export const scoreDetailSchema = scoreSchema.extend({
  matches: z.array(toldMatchSchema).optional(),
  by: z.enum(matchGroupings).optional(),
  /** Dearest first; `matches` are places in the list of matches. */
  groups: z
    .array(
      z.strictObject({
        id: z.string(),
        name: bilingual,
        cost: levelCost,
        matches: z.array(z.int()),
      }),
    )
    .optional(),
});

const exchangeSchema = z.strictObject({ sessionId: z.string(), staffId: z.string() });
const waySchema = z.strictObject({
  staffId: z.string(),
  relaxations: z.array(
    z.strictObject({
      kind: z.string(),
      ruleId: z.string(),
      staffId: z.string(),
      text: bilingual,
      value: z.string().optional(),
    }),
  ),
  /** Somebody who takes over what the person would leave. */
  exchange: exchangeSchema.optional(),
  /** The same for further posts, where several clash with the seat or it is that of several sessions. */
  furtherExchanges: z.array(exchangeSchema).optional(),
  /** The seat is not needed: its classes join this care session, which the person leads. */
  merge: z
    .strictObject({
      sessionId: z.string(),
      /** Where all of them go, if the room of that session is too small. */
      roomId: z.string().optional(),
    })
    .optional(),
});
const placeSchema = z.strictObject({
  periodIds: z.array(z.string()),
  /** A room that would do, if one is needed and there is one. */
  roomId: z.string().nullable(),
});
const obstaclesSchema = z.array(
  z.strictObject({
    kind: z.string(),
    ruleIds: z.array(z.string()),
    sentence: bilingual,
    ways: z.array(waySchema).optional(),
  }),
);
const cause = z.strictObject({ code: z.string(), sentence: bilingual });

export const fairnessSchema = z.strictObject({
  staffId: z.string(),
  name: z.string(),
  kind: z.string(),
  share: z.number(),
  load: z.number(),
  loadTarget: z.number().nullable(),
  loadMedian: z.number(),
  edge: z.int(),
  edgeTarget: z.number().nullable(),
  edgeMedian: z.number(),
  comparable: z.int(),
  /** Weekdays with late and with early posts, and pairs of neighbouring ones with late posts. */
  late: z.int(),
  early: z.int(),
  streaks: z.int(),
  /** Weekdays with a post. */
  days: z.int(),
  minutes: z.number(),
  /** Yuan a week. */
  pay: z.number(),
  parts: z.array(z.strictObject({ segment: z.string(), minutes: z.number() })),
  heaviest: z
    .strictObject({
      ruleId: z.string(),
      /** Over the matches of the rule that name this person alone; the median is of comparable people. */
      cost: z.number(),
      matches: z.int(),
      median: z.number(),
      sentence: bilingual,
    })
    .optional(),
  sentence: bilingual,
});

export const fairnessListSchema = z.array(fairnessSchema);

const candidateSchema = z.strictObject({
  staffId: z.string(),
  name: z.string(),
  bars: z.array(z.strictObject({ ruleId: z.string(), sentence: bilingual })),
});

export const candidatesQuerySchema = z.strictObject({
  sessionId: z.string().min(1).max(700),
  /** Its place among the seats of the session. */
  seat: z.int().min(0).max(10_000),
});

export const candidatesSchema = z.strictObject({
  /** Of the plan as it is. */
  before: levelCost,
  candidates: z.array(
    candidateSchema.extend({
      /** Who sits there now. */
      isHere: z.boolean(),
      /** Of the plan with them in the seat; counted for the likeliest. */
      after: levelCost.optional(),
    }),
  ),
});

export const explainQuerySchema = z.strictObject({
  /** Most people to tell of each open seat, those barred by the fewest rules; default everybody. */
  candidates: z.int().min(0).max(1000).optional(),
});

export const openPostsQuerySchema = z.strictObject({ sessionId: z.string().min(1).max(700) });

export const openPostsSchema = z.array(
  z.strictObject({
    sessionId: z.string(),
    /** Place among the seats of the session. */
    seat: z.int(),
    role: z.string(),
    name: bilingual,
    /** It keeps the plan from being published; else it is only missed, as an assistant's. */
    isPost: z.boolean(),
    medium: z.number(),
    /** The true cause. */
    cause,
    /** Everybody, or as many as were asked for, those barred by the fewest rules first. */
    candidates: z.array(candidateSchema),
    /** The smallest sets of relaxations found that would fill the seat. */
    ways: z.array(waySchema),
  }),
);

export const explanationSchema = z.strictObject({
  /** Violations of hard rules, with their causes. */
  hard: z.array(toldMatchSchema),
  openPosts: openPostsSchema,
  missingSessions: z.array(
    z.strictObject({
      activityId: z.string(),
      forKey: z.string().optional(),
      name: bilingual,
      held: z.int(),
      missing: z.int(),
      /** A club that is not held at all. */
      isClosedClub: z.boolean(),
      cause,
      /**
       * The places that come closest and all that is in the way there: for a club that is not held
       * as many as it needs, judged together; for other series one.
       */
      together: z
        .strictObject({
          places: z.array(placeSchema),
          obstacles: obstaclesSchema,
          /** Clubs that placed pupils leave for it; where they are at other times too, care follows. */
          leaves: z
            .array(
              z.strictObject({
                activityId: z.string(),
                forKey: z.string().optional(),
                pupils: z.int(),
                isBackInCare: z.boolean(),
              }),
            )
            .optional(),
          /** Who would take which seat at which of the places; whoever comes later takes the seat of who was there. */
          crew: z.array(
            z.strictObject({ places: z.array(z.int()), seat: z.int(), way: waySchema }),
          ),
        })
        .optional(),
      /** Places in the week, each judged alone for one session, those with the fewest obstacles first. */
      spots: z.array(placeSchema.extend({ obstacles: obstaclesSchema })),
    }),
  ),
  /** Load and late posts of each person against their target and the median of comparable people. */
  fairness: z.array(fairnessSchema),
  /**
   * What stood in the way how often: of open posts and missing sessions, and of each held session
   * at each other time that it may take.
   */
  conflicts: z.strictObject({
    tries: z.int(),
    conflicts: z.array(
      z.strictObject({
        kind: z.enum(['staff', 'room', 'class']),
        id: z.string(),
        name: bilingual,
        count: z.int(),
        rules: z.record(z.string(), z.int()),
        blocked: z.array(z.strictObject({ what: bilingual, count: z.int() })),
      }),
    ),
  }),
});

export const whyNotRequestSchema = z.strictObject({ edits: editsSchema });

const ruleChangeSchema = z.strictObject({
  ruleId: z.string(),
  level: z.enum(['hard', 'medium', 'soft']),
  title: bilingual,
  /** Weighted costs. */
  before: z.number(),
  after: z.number(),
});

export const whyNotSchema = z.strictObject({
  before: scoreSchema,
  after: scoreSchema,
  verdict: z.strictObject({ isBetter: z.boolean(), sentence: bilingual }),
  /** Rules whose cost changes, the dearest first. */
  rules: z.array(ruleChangeSchema),
  added: z.array(toldMatchSchema),
  removed: z.array(toldMatchSchema),
  /** Matches that are there before and after at another cost. */
  changed: z.array(z.strictObject({ before: toldMatchSchema, after: toldMatchSchema })),
  /** The edited plan, scored; it can be stored with POST /v1/plans. */
  plan: planSchema,
});

export const handPlanQuerySchema = z.strictObject({
  /** It is another plan as it was, stored for these data: a run that keeps to it starts there. */
  copy: z.literal('true').optional(),
});

export const handPlanSchema = z.strictObject({
  problemId: z.uuid(),
  plan: planSchema.partial().extend({ sessions: planSchema.shape.sessions }),
});

export const capacitySchema = z.strictObject({
  shortages: z.array(
    z.strictObject({
      /** At one time, over a day (sessions a day) or over the week (minutes). */
      span: z.enum(['time', 'day', 'week']),
      weekday: z.int().optional(),
      periodIds: z.array(z.string()),
      /** Posts that stay open at least, beyond the findings before; one of several periods counts in each. */
      short: z.int(),
      posts: z.int(),
      sentence: bilingual,
      /** Everybody whom what would help is about. */
      staffIds: z.array(z.string()),
      /** What would help, by what it would lift: a rule, a param or a part of the data. */
      rules: z.array(z.string()),
      /** The same with what to do and whom it is about, whatever leaves the fewest posts open first. */
      help: z.array(
        z.strictObject({ rule: z.string(), text: bilingual, staffIds: z.array(z.string()) }),
      ),
    }),
  ),
  /** Seats of activities that nobody of the school may take, with what is missing. */
  seatsForNobody: z.array(z.strictObject({ activityId: z.string(), sentence: bilingual })),
  /** What in the data makes every plan break a hard rule. */
  hardConflicts: z.array(
    z.strictObject({
      /** Pupils in school outside the hours, classes that no open room holds, pins that cannot be kept. */
      code: z.enum(['outside-hours', 'no-room', 'pins']),
      /** One of these is broken at least once. */
      ruleIds: z.array(z.string()),
      sentence: bilingual,
      periodIds: z.array(z.string()),
      classIds: z.array(z.string()),
      /** Places in the problem's list of pins. */
      pins: z.array(z.int()),
    }),
  ),
  /** What is most likely not meant so, though it is valid. */
  warnings: z.array(
    z.strictObject({
      /** Lists that are empty, hours of the night, people who can never come, dates of no effect. */
      code: z.enum(['empty', 'before-dawn', 'away-all-week', 'dates-outside-term', 'own-fallback']),
      sentence: bilingual,
      periodIds: z.array(z.string()).optional(),
      staffIds: z.array(z.string()).optional(),
    }),
  ),
});

/** Names of these schemas in the OpenAPI document. */
export const explainSchemas = {
  ToldMatch: toldMatchSchema,
  ScoreDetail: scoreDetailSchema,
  OpenPosts: openPostsSchema,
  Explanation: explanationSchema,
  Fairness: fairnessSchema,
  FairnessList: fairnessListSchema,
  SeatChoices: candidatesSchema,
  Capacity: capacitySchema,
  WhyNotRequest: whyNotRequestSchema,
  WhyNot: whyNotSchema,
  HandPlan: handPlanSchema,
} as const;
