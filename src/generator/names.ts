/** Names for generated schools: made up, and Chinese as a school's own file would have them. */

export const weekdayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const gradeNames = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢',
];
const givenNames = [
  ...'敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华玉萍红慧文婷鹏宇浩凯欣雪莹佳怡博颖琳晨瑶楠峰晓岩',
];
const doubledNames = ['志', '建', '海', '春', '秀', '国', '淑', '雨', '子', '思', '嘉', '俊'];

/**
 * The name of the n-th person of a school. Walking the lists with steps that share no factor
 * with their lengths gives thousands of different names before one comes back.
 */
export function personName(n: number): string {
  const surname = surnames[(n * 7) % surnames.length];
  const given = givenNames[(n * 11 + Math.floor(n / 13)) % givenNames.length];
  const middle = n % 3 === 0 ? '' : doubledNames[(n * 5 + Math.floor(n / 7)) % doubledNames.length];
  return `${surname}${middle}${given}`;
}

export function className(grade: number, number: number): string {
  return `${gradeNames[grade - 1]}年级${number}班`;
}

/** "三年级", "三四年级", or "" for the whole school. */
export function gradeRangeName(grades: readonly number[] | undefined): string {
  if (grades === undefined) return '';
  return `${grades.map((grade) => gradeNames[grade - 1]).join('')}年级`;
}

/** What a club may be: the skill its leader needs, where it meets, and how it is called. */
export interface ClubKind {
  /** The qualification asked of the lead seat; the same word as on the staff's side. */
  skill: string;
  roomKind: string;
  names: readonly string[];
  /** Needs a second adult: pupils handle tools, or a hired coach leads. */
  assisted?: true;
  active?: true;
  outdoor?: true;
}

export const roomKinds = {
  classroom: '教室',
  art: '美术室',
  music: '音乐室',
  dance: '舞蹈室',
  lab: '实验室',
  library: '阅览室',
  hall: '报告厅',
  gym: '体育馆',
  field: '操场',
} as const;

export const clubKinds: readonly ClubKind[] = [
  {
    skill: '足球',
    roomKind: roomKinds.field,
    names: ['足球社', '足球技巧社'],
    active: true,
    outdoor: true,
  },
  {
    skill: '篮球',
    roomKind: roomKinds.field,
    names: ['篮球社', '花式篮球社'],
    active: true,
    outdoor: true,
  },
  { skill: '乒乓球', roomKind: roomKinds.gym, names: ['乒乓球社'], active: true },
  {
    skill: '舞蹈',
    roomKind: roomKinds.dance,
    names: ['民族舞社', '街舞社'],
    assisted: true,
    active: true,
  },
  { skill: '合唱', roomKind: roomKinds.music, names: ['合唱社', '口风琴社'] },
  { skill: '琵琶', roomKind: roomKinds.music, names: ['琵琶社', '民乐社'], assisted: true },
  { skill: '绘画', roomKind: roomKinds.art, names: ['国画社', '儿童画社', '版画社'] },
  { skill: '手工', roomKind: roomKinds.art, names: ['剪纸社', '陶艺社', '编织社'] },
  { skill: '书法', roomKind: roomKinds.art, names: ['硬笔书法社', '软笔书法社'] },
  { skill: '科学', roomKind: roomKinds.lab, names: ['科学实验社', '植物观察社', '天文社'] },
  {
    skill: '机器人',
    roomKind: roomKinds.lab,
    names: ['机器人社', '创意编程社'],
    assisted: true,
  },
  { skill: '阅读', roomKind: roomKinds.library, names: ['绘本阅读社', '经典诵读社'] },
  { skill: '棋类', roomKind: roomKinds.classroom, names: ['围棋社', '中国象棋社'] },
  { skill: '戏剧', roomKind: roomKinds.hall, names: ['课本剧社', '小主持人社'] },
];

/** A group of teachers of one subject: the skills they bring, and the day of their research meeting. */
export interface SubjectGroup {
  subject: string;
  /** How many of a hundred teachers teach it. */
  percent: number;
  skills: readonly string[];
  /** Teachers of these subjects bring two skills of the list, others one. */
  twoSkills?: true;
  researchWeekday: number;
}

export const subjectGroups: readonly SubjectGroup[] = [
  { subject: '语文', percent: 36, skills: ['书法', '阅读', '戏剧'], researchWeekday: 2 },
  { subject: '数学', percent: 26, skills: ['棋类', '科学', '手工'], researchWeekday: 4 },
  { subject: '英语', percent: 12, skills: ['戏剧', '阅读', '手工'], researchWeekday: 3 },
  {
    subject: '体育',
    percent: 8,
    skills: ['足球', '篮球', '乒乓球'],
    twoSkills: true,
    researchWeekday: 1,
  },
  { subject: '美术', percent: 5, skills: ['绘画', '手工'], twoSkills: true, researchWeekday: 3 },
  { subject: '音乐', percent: 5, skills: ['合唱', '舞蹈'], researchWeekday: 3 },
  { subject: '科学', percent: 5, skills: ['科学', '机器人'], twoSkills: true, researchWeekday: 4 },
  { subject: '信息', percent: 3, skills: ['机器人'], researchWeekday: 4 },
];

/** Hobbies a teacher of any subject may bring beside it, and what schools hire coaches for. */
export const sideSkills = [
  '足球',
  '乒乓球',
  '绘画',
  '书法',
  '手工',
  '阅读',
  '合唱',
  '棋类',
] as const;
export const coachSkills = [
  '琵琶',
  '机器人',
  '舞蹈',
  '足球',
  '篮球',
  '绘画',
  '手工',
  '科学',
] as const;
