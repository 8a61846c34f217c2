import type {
  activityKinds,
  mergeScopes,
  presetIds,
  priorityFlags,
  Segment,
  Session,
  StaffKind,
  seatRoles,
  stages,
} from '../problem.ts';

/** A word of the contract as schools say it, and in English. */
export interface Word {
  zh: string;
  en: string;
}
type Words<K extends string> = Readonly<Record<K, Word>>;

const word = (zh: string, en: string): Word => ({ zh, en });

/** The words of docs/glossary.md that stand for values of the contract. */
export const segmentWords: Words<Segment> = {
  earlyArrival: word('弹性入学', 'early arrival'),
  homework: word('作业时间', 'homework'),
  club: word('社团时间', 'clubs'),
  microTheme: word('微主题', 'theme'),
  homeSchool: word('家校共育', 'home and school'),
  lateCare: word('延时托管', 'late care'),
  break: word('课间', 'break'),
  duty: word('护导值班', 'duty'),
};

/** What a care group is called, by its segment. */
export const careWords: Words<Segment> = {
  earlyArrival: word('早到看护', 'early care'),
  homework: word('作业看护', 'homework care'),
  club: word('社团时间看护', 'care in club time'),
  microTheme: word('微主题看护', 'care in theme time'),
  homeSchool: word('家校时间看护', 'care in home and school time'),
  lateCare: word('延时托管', 'late care'),
  break: word('课间看护', 'care in the break'),
  duty: word('看护', 'care'),
};

export const sessionKindWords: Words<Session['kind']> = {
  care: word('看护', 'care'),
  club: word('社团', 'club'),
  microTheme: word('微主题', 'theme'),
  homeSchool: word('家校共育', 'home and school'),
  tutoring: word('辅导', 'tutoring'),
  duty: word('值班', 'duty'),
};

export const activityKindWords: Words<(typeof activityKinds)[number]> = {
  club: sessionKindWords.club,
  microTheme: sessionKindWords.microTheme,
  homeSchool: sessionKindWords.homeSchool,
  tutoring: sessionKindWords.tutoring,
  duty: sessionKindWords.duty,
};

export const staffKindWords: Words<StaffKind> = {
  teacher: word('教师', 'teacher'),
  leader: word('领导', 'leader'),
  retired: word('退休教师', 'retired teacher'),
  parent: word('家长', 'parent'),
  volunteer: word('志愿者', 'volunteer'),
  specialist: word('专业人员', 'specialist'),
};

export const roleWords: Words<(typeof seatRoles)[number]> = {
  lead: word('负责', 'lead'),
  assistant: word('助教', 'assistant'),
  duty: word('值班', 'duty'),
};

export const stageWords: Words<(typeof stages)[number]> = {
  primary: word('小学', 'primary'),
  junior: word('初中', 'junior high'),
  nineYear: word('九年一贯制', 'nine-year'),
};

export const presetWords: Words<(typeof presetIds)[number]> = {
  national: word('全国', 'national'),
  weifang: word('潍坊', 'Weifang'),
  hebi: word('鹤壁', 'Hebi'),
  yan: word('延（某市）', 'Yan'),
  'jilin-district': word('吉林某城区', 'a district in Jilin'),
};

export const mergeScopeWords: Words<(typeof mergeScopes)[number]> = {
  class: word('不合班', 'class'),
  grade: word('同年级', 'grade'),
  band: word('同年段', 'band'),
  school: word('全校', 'school'),
};

export const priorityWords: Words<(typeof priorityFlags)[number]> = {
  disabled: word('残疾', 'disabled'),
  leftBehind: word('留守', 'left behind'),
  migrant: word('随迁', 'migrant'),
  lowIncome: word('困难', 'low income'),
  lowerGrade: word('低年级', 'lower grade'),
};

/** By weekday 1 (Monday) to 7, at index weekday - 1. */
export const weekdayWords: readonly Word[] = [
  word('周一', 'Mon'),
  word('周二', 'Tue'),
  word('周三', 'Wed'),
  word('周四', 'Thu'),
  word('周五', 'Fri'),
  word('周六', 'Sat'),
  word('周日', 'Sun'),
];

export function weekdayName(weekday: number): string {
  return weekdayWords[weekday - 1]?.zh ?? String(weekday);
}
