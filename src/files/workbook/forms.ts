import { segments } from '../../domain/problem.ts';
import {
  mergeScopeWords,
  presetWords,
  segmentWords,
  stageWords,
} from '../../domain/views/words.ts';
import type { Codec } from './codec.ts';
import { number, oneOf, staffKindList, text, yesNo } from './codecs.ts';
import type { Column } from './sheets.ts';
import { date, time } from './time-codecs.ts';

/** One line of a form: a value of the problem by its path. */
export interface FormRow {
  path: readonly string[];
  /** What stands in the sheet to tell the line, also when it is moved. */
  key: string;
  zh: string;
  codec: Codec;
  required?: boolean;
  note: string;
}

/** A sheet of single values, one a line: item, value, remark, key. */
export interface FormSheet {
  kind: 'form';
  key: string;
  zh: string;
  about: string;
  required: boolean;
  rows: readonly FormRow[];
}

export const school: FormSheet = {
  kind: 'form',
  key: 'school',
  zh: '学校',
  about: '学校的基本情况和学期起止。',
  required: true,
  rows: [
    row('school.id', '学校编号', text, '任意不重复的编号；留空则用学校名称'),
    row('school.name', '学校名称', text, '', true),
    row('school.stage', '学段', oneOf(stageWords), '小学、初中或九年一贯制', true),
    row('school.timezone', '时区', text, '默认 Asia/Shanghai'),
    row('preset', '地区预设', oneOf(presetWords), '按地区文件设置参数；可留空'),
    row('term.start', '学期开始', date, '用于日历和月度统计；可留空'),
    row('term.end', '学期结束', date, ''),
  ],
};

const param = (key: string, zh: string, codec: Codec, note: string): FormRow => ({
  ...row(`rules.params.${key}`, zh, codec, note),
  key,
});

export const params: FormSheet = {
  kind: 'form',
  key: 'params',
  zh: '参数',
  about: '规则的参数。留空用默认值（或地区预设的值）。',
  required: false,
  rows: [
    param('latestEnd.primary', '小学最晚结束', time, '默认不限'),
    param('latestEnd.junior', '初中最晚结束', time, '默认不限'),
    param('earliestStart', '最早开始', time, '默认不限；弹性入学不算'),
    param('lateFrom', '晚岗起点', time, '结束时间不早于它的算晚岗；默认最后一个离校时间点'),
    param('care.kinds', '看护人员类别', staffKindList, '默认：教师、领导'),
    param('care.maxGroup', '合班人数上限', number, '默认 50'),
    param('care.pupilsPerAdult', '每名看护教师最多学生数', number, '默认每组一名教师'),
    ...segments.map((segment) =>
      param(
        `care.mergeWithin.${segment}`,
        `合班范围·${segmentWords[segment].zh}`,
        // The second word is that of workbooks of before.
        oneOf(mergeScopeWords, { 同学段: 'band' }),
        '弹性入学和延时托管默认全校，其余默认同年级；同年段指 1-2、3-4、5-6、7-9 年级',
      ),
    ),
    param('rest.afterLesson', '下课后休息分钟', number, '默认 10'),
    param('rest.dutyMinutes', '单日在岗分钟', number, '超过的部分扣分；默认 120'),
    param('rest.lateStart', '到岗过晚分钟', number, '默认 45'),
    param('staff.sessionsPerDay', '每人每天最多场次', number, '默认 4'),
    param('staff.daysPerWeek', '每人每周最多天数', number, '默认 5'),
    param('staff.latePerWeek', '每人每周最多晚岗', number, '默认不限'),
    param('staff.minutesPerWeek', '每人每周最多分钟', number, '默认不限'),
    param('staff.clubs', '校内人员最多带社团', number, '默认 2'),
    ...segments.map((segment) =>
      param(
        `loadFactor.${segment}`,
        `工作量系数·${segmentWords[segment].zh}`,
        number,
        '延时托管和弹性入学默认 1.5，其余默认 1',
      ),
    ),
    param('outsiderNeedsPartner', '校外人员须有校内人员陪同', yesNo, '默认 是'),
    param('learningPerDay', '每天学习类时段上限', number, '默认不限'),
    param('maxClubs', '每名学生最多社团数', number, '默认 1'),
    param('budget', '每周经费上限', number, '元；默认不限'),
  ],
};

export const formSheets: readonly FormSheet[] = [school, params];

function row(key: string, zh: string, codec: Codec, note: string, required = false): FormRow {
  return { path: key.split('.'), key, zh, codec, note, ...(required ? { required } : {}) };
}

export const formColumns = [
  { key: 'item', zh: '项目' },
  { key: 'value', zh: '内容' },
  { key: 'note', zh: '说明' },
  { key: 'key', zh: '键' },
] as const;

/** What is read of the sheet of rules; what stands beside it is only for people. */
export const ruleColumns: readonly Column[] = [
  { key: 'id', zh: '规则编号', codec: text, required: true },
  { key: 'weight', zh: '权重', codec: number },
  { key: 'off', zh: '关闭', codec: yesNo },
];
export const ruleRemarks = [
  { key: 'title', zh: '规则' },
  { key: 'level', zh: '级别' },
  { key: 'default', zh: '默认权重' },
  { key: 'sentence', zh: '内容' },
] as const;

/** Sheets that are neither forms nor tables of the problem's lists. */
export const specialSheets = {
  guide: { key: 'guide', zh: '说明' },
  rules: { key: 'rules', zh: '规则' },
  baseline: { key: 'baseline', zh: '原方案' },
  other: { key: 'other', zh: '其他数据' },
} as const;
