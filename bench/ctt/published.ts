/**
 * Published costs of comp01 to comp14. `bestKnown`: the best of any method and time. The five
 * finalists of ITC-2007 track 3 (Müller, Lü and Hao, Atsuta et al., Geiger, Clark et al.): best
 * of 10 official runs of about 4.6 minutes on a core of 2007. `winner20s`: the program of the
 * winner, run once for 20 s on one thread of a 2-core machine.
 */
export interface Published {
  bestKnown: number;
  finalists: readonly [number, number, number, number, number];
  winner20s: number;
}

export const finalists = ['Müller', 'Lü & Hao', 'Atsuta', 'Geiger', 'Clark'] as const;

const costs: Readonly<Record<string, Published>> = {
  comp01: { bestKnown: 5, finalists: [5, 5, 5, 5, 10], winner20s: 5 },
  comp02: { bestKnown: 24, finalists: [51, 55, 50, 111, 111], winner20s: 74 },
  comp03: { bestKnown: 62, finalists: [84, 71, 82, 128, 119], winner20s: 97 },
  comp04: { bestKnown: 35, finalists: [37, 43, 35, 72, 72], winner20s: 42 },
  comp05: { bestKnown: 284, finalists: [330, 309, 312, 410, 426], winner20s: 374 },
  comp06: { bestKnown: 27, finalists: [48, 53, 69, 100, 130], winner20s: 60 },
  comp07: { bestKnown: 6, finalists: [20, 28, 42, 57, 110], winner20s: 20 },
  comp08: { bestKnown: 37, finalists: [41, 49, 40, 77, 83], winner20s: 50 },
  comp09: { bestKnown: 96, finalists: [109, 105, 110, 150, 139], winner20s: 117 },
  comp10: { bestKnown: 4, finalists: [16, 21, 27, 71, 85], winner20s: 35 },
  comp11: { bestKnown: 0, finalists: [0, 0, 0, 0, 3], winner20s: 0 },
  comp12: { bestKnown: 294, finalists: [333, 343, 351, 442, 408], winner20s: 363 },
  comp13: { bestKnown: 59, finalists: [66, 73, 68, 622, 113], winner20s: 73 },
  comp14: { bestKnown: 51, finalists: [59, 57, 59, 90, 84], winner20s: 56 },
};

/** By the name of the file, without `.ctt`. */
export const published: ReadonlyMap<string, Published> = new Map(Object.entries(costs));
