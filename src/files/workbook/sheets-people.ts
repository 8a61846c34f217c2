import { priorityWords, staffKindWords, weekdayWords } from '../../domain/views/words.ts';
import { list, number, oneOf, text, textList, weekdayList, yesNo } from './codecs.ts';
import {
  type ChildSheet,
  column,
  id,
  type ListSheet,
  must,
  name,
  stretch,
  stretchKeys,
} from './columns.ts';
import { timeName } from './time-codecs.ts';

export const students: ListSheet = {
  kind: 'list',
  key: 'students',
  zh: '学生',
  about: '参加课后服务的学生。某天留空表示当天不参加。整张表可以不填，改在“班级人数”里写人数。',
  path: ['students'],
  required: false,
  start: { leave: {} },
  columns: [
    { ...id('学生'), required: true, note: '学号或其他编号，全表不重复。' },
    column('classId', '班级', text, { ...must, ref: 'classes' }),
    ...weekdayWords.map(({ zh }, i) =>
      column(`leave.${i + 1}`, `${zh}离校`, timeName, {
        ref: 'leavePoints',
        note: '离校时间，如 16:30；留空表示当天不参加',
      }),
    ),
    column('early', '弹性入学', weekdayList, { note: '哪几天早到，如：周一、周三' }),
    column('choices', '社团志愿', textList, {
      ref: 'activities',
      note: '按志愿先后写活动编号，用顿号隔开',
      width: 30,
    }),
    column('maxClubs', '最多社团数', number),
    column('priority', '优先照顾', list(oneOf(priorityWords)), {
      note: `可写：${Object.values(priorityWords)
        .map(({ zh }) => zh)
        .join('、')}。不会出现在给家长的任何文件里。`,
    }),
    column('lostLastTime', '上次落选', yesNo),
    column('mentorId', '导师', text, { ref: 'staff' }),
  ],
};

export const staff: ListSheet = {
  kind: 'list',
  key: 'staff',
  zh: '教职工',
  about: '可以参加课后服务的每个人，包括校外人员。',
  path: ['staff'],
  required: true,
  columns: [
    id('人员'),
    { ...name, zh: '姓名' },
    column('kind', '类别', oneOf(staffKindWords), must),
    column('qualifications', '资质', textList, { note: '如：足球、书法；用顿号隔开', width: 20 }),
    column('cleared', '审核合格', yesNo, { note: '没有合同或有不良记录写“否”；留空为“是”' }),
    column('trained', '已培训', yesNo, { note: '留空为“是”' }),
    column('classIds', '任课班级', textList, { ref: 'classes', width: 24 }),
    column('share', '份额', number, { note: '相对他人的工作量份额；校内人员默认 1，校外默认 0' }),
    column('carryOver', '结转分钟', number, { note: '上学期多做为正，少做为负' }),
    column('limits.sessionsPerDay', '每天最多场次', number),
    column('limits.daysPerWeek', '每周最多天数', number),
    column('limits.latePerWeek', '每周最多晚岗', number),
    column('limits.minutesPerWeek', '每周最多分钟', number),
    column('limits.clubs', '最多带社团', number),
    column('rate', '课时费', number, { note: '元，每45分钟' }),
  ],
};

export const staffTimes: ChildSheet = {
  kind: 'child',
  key: 'staffTimes',
  zh: '人员时间',
  about: '每个人的上课时间、不可排的时间（教研、接送孩子等）和希望避开的时间，一行一段。',
  parent: 'staff',
  parentZh: '人员',
  parentCodec: text,
  lists: [
    {
      field: 'lessons',
      word: { zh: '上课', en: 'lesson' },
      columns: stretchKeys,
    },
    {
      field: 'unavailable',
      word: { zh: '不可排', en: 'unavailable' },
      zhBefore: '不能参加',
      columns: stretchKeys,
    },
    {
      field: 'avoid',
      word: { zh: '希望避开', en: 'avoid' },
      columns: stretchKeys,
    },
  ],
  columns: stretch,
};
