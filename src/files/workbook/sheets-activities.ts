import { activityKindWords } from '../../domain/views/words.ts';
import {
  gradeList,
  howOften,
  namedSeats,
  number,
  oneOf,
  role,
  roomNeed,
  segmentList,
  staffKindList,
  text,
  textList,
  yesNo,
} from './codecs.ts';
import { type ChildSheet, column, id, type ListSheet, must, name } from './columns.ts';

export const activities: ListSheet = {
  kind: 'list',
  key: 'activities',
  zh: '活动',
  about:
    '社团、微主题、家校共育、辅导和值班，一行一个。每个活动的岗位写在“岗位”表。作业看护和延时托管不用写，系统自动安排。',
  path: ['activities'],
  required: true,
  columns: [
    id('活动'),
    name,
    column('kind', '类别', oneOf(activityKindWords), must),
    column('segments', '可排环节', segmentList, { ...must, note: '用顿号隔开', width: 16 }),
    column('periodIds', '只限时段', textList, {
      ref: 'periods',
      note: '留空表示这些环节的所有时段',
    }),
    column('grades', '年级', gradeList, { note: '如：3、4；年级和班级都留空表示全校' }),
    column('classIds', '班级', textList, { ref: 'classes' }),
    column(
      'enrol',
      '参加方式',
      oneOf({
        class: { zh: '整班', en: 'class' },
        choice: { zh: '自选', en: 'choice' },
        none: { zh: '无学生', en: 'none' },
      }),
      must,
    ),
    column(
      'forEach',
      '分组',
      oneOf({
        activity: { zh: '不分组', en: 'activity' },
        grade: { zh: '每年级', en: 'grade' },
        class: { zh: '每班', en: 'class' },
      }),
    ),
    column('sessions', '每周次数', howOften, { ...must, note: '次数，或“每个时段”' }),
    column('span', '连排时段数', number, { note: '一次活动占几个连续时段，默认 1' }),
    column('size.min', '最少人数', number),
    column('size.max', '最多人数', number),
    column('room', '场地要求', roomNeed, {
      note: '“不需要场地”或“任意场地”；有具体要求时留空，填右边三列',
    }),
    column('room.kinds', '场地类型', textList),
    column('room.features', '场地设备', textList),
    column('room.roomIds', '指定场地', textList, { ref: 'rooms' }),
    column('minDays', '至少几天', number),
    column('sameLead', '固定负责', yesNo),
    column('load', '计工作量分钟', number, { note: '每个岗位每次计多少分钟；留空按实际时间' }),
    column('active', '动态活动', yesNo, { note: '体育、舞蹈、劳动等' }),
    column('outdoor', '户外', yesNo),
  ],
};

export const seats: ChildSheet = {
  kind: 'child',
  key: 'seats',
  zh: '岗位',
  about: '每个活动每次需要的岗位，一行一种，顺序即岗位顺序。',
  parent: 'activities',
  parentZh: '活动',
  parentCodec: text,
  lists: [
    {
      field: 'seats',
      word: { zh: '岗位', en: 'seat' },
      columns: ['role', 'qualification', 'kinds', 'count'],
      always: true,
    },
  ],
  columns: [
    column('role', '角色', role, must),
    column('qualification', '需要资质', text),
    column('kinds', '人员类别', staffKindList, { note: '留空表示不限' }),
    column('count', '人数', number, { note: '默认 1' }),
  ],
};

export const rosters: ChildSheet = {
  kind: 'child',
  key: 'rosters',
  zh: '名单与人数',
  about: '自选活动中已经确定的：固定名单一行一个学生；只知道人数的一行一个班级。',
  parent: 'activities',
  parentZh: '活动',
  parentCodec: text,
  lists: [
    {
      field: 'studentIds',
      word: { zh: '学生', en: 'student' },
      columns: ['studentId'],
      isPlain: true,
    },
    {
      field: 'enrolment',
      word: { zh: '班级人数', en: 'class' },
      columns: ['classId', 'count'],
    },
  ],
  columns: [
    column('studentId', '学生', text, { ref: 'students' }),
    column('classId', '班级', text, { ref: 'classes' }),
    column('count', '人数', number),
  ],
};

export const pins: ListSheet = {
  kind: 'list',
  key: 'pins',
  zh: '锁定',
  about: '已经定下来、不许改动的部分。锁定活动填左边，锁定某班某时段的看护填“看护班级”“看护时段”。',
  path: ['pins'],
  required: false,
  columns: [
    column('activityId', '活动', text, { ref: 'activities' }),
    column('forKey', '年级或班级', text, { note: '按年级或班级分组的活动必填' }),
    column('index', '第几次', number, { note: '从 0 算起；写了时段就不用写' }),
    column('care.classId', '看护班级', text, { ref: 'classes' }),
    column('care.periodId', '看护时段', text, { ref: 'periods' }),
    column('periodId', '时段', text, { ref: 'periods' }),
    column('roomId', '场地', text, { ref: 'rooms' }),
    column('seats', '人员', namedSeats, { note: '如：负责:张老师、助教:T02', width: 24 }),
  ],
};
