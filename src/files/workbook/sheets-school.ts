import { segmentWords } from '../../domain/views/words.ts';
import { grade, number, oneOf, text, textList, weekday } from './codecs.ts';
import {
  type ChildSheet,
  column,
  day,
  end,
  id,
  type ListSheet,
  must,
  name,
  start,
  stretch,
  stretchKeys,
} from './columns.ts';
import { date, time, timeName } from './time-codecs.ts';

export const periods: ListSheet = {
  kind: 'list',
  key: 'periods',
  zh: '时段',
  about:
    '一周里的每个课后服务时段，一行一个；模板里是一套常见作息，请改成本校的。同一天的学生时段不能重叠；“护导值班”时段没有学生。',
  path: ['periods'],
  required: true,
  columns: [
    id('时段'),
    day,
    column('segment', '环节', oneOf(segmentWords), must),
    start,
    end,
    column(
      'weeks',
      '单双周',
      oneOf({ odd: { zh: '单周', en: 'odd' }, even: { zh: '双周', en: 'even' } }),
      { note: '留空表示每周' },
    ),
  ],
};

export const leavePoints: ListSheet = {
  kind: 'list',
  key: 'leavePoints',
  zh: '离校时间点',
  about: '学生可以选择的离校时间，通常每天两到三个。不能落在学生时段的中间。其他表里直接写时间。',
  path: ['leavePoints'],
  required: true,
  columns: [id('离校时间点'), column('time', '时间', time, must)],
};

export const classes: ListSheet = {
  kind: 'list',
  key: 'classes',
  zh: '班级',
  about: '行政班，一行一个。',
  path: ['classes'],
  required: true,
  columns: [
    id('班级'),
    name,
    column('grade', '年级', grade, { ...must, note: '1 至 9' }),
    column('homeRoomId', '本班教室', text, { ...must, ref: 'rooms' }),
    column('headTeacherId', '班主任', text, { ref: 'staff' }),
  ],
};

export const classNumbers: ChildSheet = {
  kind: 'child',
  key: 'classNumbers',
  zh: '班级人数',
  about:
    '没有学生名单的班级在这里写人数：每天每个离校时间点多少人，弹性入学多少人。有名单的班级不写。',
  parent: 'classes',
  parentZh: '班级',
  parentCodec: text,
  lists: [
    {
      field: 'leave',
      word: { zh: '离校', en: 'leave' },
      columns: ['weekday', 'leavePointId', 'count'],
    },
    { field: 'early', word: { zh: '弹性入学', en: 'early' }, columns: ['weekday', 'count'] },
  ],
  columns: [
    day,
    column('leavePointId', '离校时间点', timeName, {
      ref: 'leavePoints',
      note: '弹性入学的行留空',
    }),
    column('count', '人数', number, must),
  ],
};

export const rooms: ListSheet = {
  kind: 'list',
  key: 'rooms',
  zh: '场地',
  about: '教室、功能室、操场等。',
  path: ['rooms'],
  required: true,
  columns: [
    id('场地'),
    name,
    column('kind', '类型', text, { ...must, note: '如：教室、美术室、操场' }),
    column('features', '设备', textList, { note: '如：水池、镜子；用顿号隔开' }),
    column('seats', '座位', number, must),
    column('groups', '可容纳组数', number, { note: '能同时容纳几组活动，默认 1' }),
    column('floor', '楼层', number),
    column('building', '楼栋', text),
    column('fallbackRoomId', '雨天备用', text, { ref: 'rooms' }),
  ],
};

export const roomClosures: ChildSheet = {
  kind: 'child',
  key: 'roomClosures',
  zh: '场地不开放',
  zhBefore: '场地停用',
  about: '场地不开放的时间，一行一段。',
  parent: 'rooms',
  parentZh: '场地',
  parentCodec: text,
  lists: [
    {
      field: 'unavailable',
      word: { zh: '不开放', en: 'closed' },
      columns: stretchKeys,
    },
  ],
  columns: stretch,
};

export const holidays: ListSheet = {
  kind: 'list',
  key: 'holidays',
  zh: '放假',
  about: '学期中的假期，首尾两天都放假。',
  path: ['term', 'holidays'],
  required: false,
  columns: [
    column('from', '从', date, must),
    column('to', '到', date, must),
    { ...name, zh: '名称' },
  ],
};

export const makeUpDays: ListSheet = {
  kind: 'list',
  key: 'makeUpDays',
  zh: '调休',
  about: '调休上课的日期，以及当天按周几的安排运行。',
  path: ['term', 'makeUpDays'],
  required: false,
  columns: [column('date', '日期', date, must), column('runsWeekday', '按周几', weekday, must)],
};
