export const sizes = ['village', 'town', 'medium', 'scarce', 'large', 'county', 'mega'] as const;
export type Size = (typeof sizes)[number];

/**
 * The figures of a size of school. Class sizes, participation, staff, clubs and rooms follow the
 * anchors of the project's domain research (small rural, typical, large, very large schools);
 * "mega" doubles the very large one to see where things break.
 */
export interface SizeFigures {
  classes: number;
  /** Enrolled pupils of a class, from and to; `joinPercent` of them take part. */
  classSize: readonly [number, number];
  joinPercent: number;
  leaders: number;
  teachers: number;
  outsiders: number;
  clubs: number;
  /** Least and most places of a club; the most is drawn from the range. */
  clubMin: number;
  clubMax: readonly [number, number];
  gatePosts: number;
  /** Seats beside the leader where a grade's families come (家校共育). */
  homeSchoolAssistants: number;
  /** Special rooms by kind. */
  rooms: {
    art: number;
    music: number;
    dance: number;
    lab: number;
    /** Of each: library, hall, gym, field. */
    large: number;
  };
  /** Teachers of a hundred who did not opt in at all. */
  optOutPercent: number;
  /** Set where classes are so large that one adult is not enough. */
  pupilsPerAdult?: number;
}

const medium: SizeFigures = {
  classes: 24,
  classSize: [38, 46],
  joinPercent: 92,
  leaders: 6,
  teachers: 53,
  outsiders: 8,
  clubs: 56,
  clubMin: 10,
  clubMax: [24, 34],
  gatePosts: 2,
  homeSchoolAssistants: 1,
  rooms: { art: 3, music: 2, dance: 1, lab: 3, large: 1 },
  optOutPercent: 2,
};

export const sizeFigures: Record<Size, SizeFigures> = {
  village: {
    classes: 6,
    classSize: [25, 33],
    joinPercent: 95,
    leaders: 5,
    teachers: 9,
    outsiders: 2,
    clubs: 12,
    clubMin: 5,
    clubMax: [18, 25],
    gatePosts: 1,
    homeSchoolAssistants: 1,
    rooms: { art: 1, music: 1, dance: 1, lab: 1, large: 1 },
    optOutPercent: 0,
  },
  town: {
    classes: 12,
    classSize: [34, 43],
    joinPercent: 93,
    leaders: 5,
    teachers: 25,
    outsiders: 4,
    clubs: 28,
    clubMin: 8,
    clubMax: [22, 30],
    gatePosts: 2,
    homeSchoolAssistants: 1,
    rooms: { art: 2, music: 1, dance: 1, lab: 2, large: 1 },
    optOutPercent: 2,
  },
  medium,
  scarce: { ...medium, leaders: 5, teachers: 37, outsiders: 5, clubs: 44 },
  large: {
    classes: 42,
    classSize: [42, 48],
    joinPercent: 88,
    leaders: 9,
    teachers: 92,
    outsiders: 16,
    clubs: 98,
    clubMin: 10,
    clubMax: [24, 34],
    gatePosts: 3,
    homeSchoolAssistants: 2,
    rooms: { art: 5, music: 4, dance: 2, lab: 5, large: 2 },
    optOutPercent: 7,
  },
  county: {
    classes: 60,
    classSize: [48, 57],
    joinPercent: 87,
    leaders: 12,
    teachers: 144,
    outsiders: 28,
    clubs: 160,
    clubMin: 10,
    clubMax: [24, 34],
    gatePosts: 4,
    homeSchoolAssistants: 3,
    rooms: { art: 7, music: 6, dance: 3, lab: 7, large: 3 },
    optOutPercent: 9,
    pupilsPerAdult: 50,
  },
  mega: {
    classes: 120,
    classSize: [42, 48],
    joinPercent: 85,
    leaders: 24,
    teachers: 288,
    outsiders: 56,
    clubs: 300,
    clubMin: 10,
    clubMax: [24, 34],
    gatePosts: 6,
    homeSchoolAssistants: 5,
    rooms: { art: 14, music: 12, dance: 6, lab: 14, large: 6 },
    optOutPercent: 7,
  },
};
