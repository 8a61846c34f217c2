import { accessFaults } from './access-faults.ts';
import { fileFaults } from './fault-table-files.ts';
import { type FaultText, row } from './fault-text.ts';
import { serviceFaults } from './service-faults.ts';

export type { FaultText };

/** Any document sent to us: JSON, shape and single values. */
const shape = {
  'not-json': row(
    '不是有效的 JSON',
    'Not JSON',
    '检查指出的行和列，常见原因是多余的逗号或引号不配对',
    'look at the line and column named; a trailing comma or an unclosed quote is the usual cause',
  ),
  'too-large': row(
    '文件过大',
    'The document is too large',
    '把不同学校拆成不同的文件',
    'send one file for each school',
  ),
  'more-faults': row(
    '错误太多，未全部列出',
    'There are more faults than are told',
    '先改正列出的错误，再检查一次',
    'mend those that are told, and check again',
  ),
  'too-deep': row('嵌套过深', 'Nested too deeply', '减少嵌套层数', 'use fewer levels of nesting'),
  'wrong-schema': row(
    '文件类型或版本不对',
    'Not the kind or version of document expected',
    '把 schema 写成提示的值',
    'set "schema" to the value named',
  ),
  missing: row('缺少必填项', 'A required field is missing', '补上该字段', 'add the field'),
  'unknown-field': row(
    '未知字段',
    'Unknown field',
    '检查拼写，或删除该字段',
    'check the spelling, or remove the field',
  ),
  'wrong-type': row(
    '数据类型不对',
    'Wrong type of value',
    '改成这一处要的类型，如要数字的地方只写数字',
    'give a value of the type named',
  ),
  'bad-enum': row(
    '不在允许的取值内',
    'Not one of the allowed values',
    '从提示的取值中选一个',
    'use one of the values named',
  ),
  'bad-time': row(
    '时间格式不对',
    'Not a local time "HH:MM"',
    '写成 24 小时制两位数，如 "07:20"，最晚 "23:59"',
    'write two digits each on the 24-hour clock, such as "07:20", at most "23:59"',
  ),
  'bad-date': row(
    '日期不对',
    'Not a date "YYYY-MM-DD"',
    '写成真实存在的日期，如 "2025-09-01"',
    'write a date that exists, such as "2025-09-01"',
  ),
  'bad-timezone': row(
    '未知时区',
    'Unknown time zone',
    '写 "Asia/Shanghai"，或留空',
    'use an IANA name such as "Asia/Shanghai", or leave the field out',
  ),
  'out-of-range': row(
    '数值超出范围',
    'The number is out of range',
    '改成范围内的数值',
    'use a number within the range named',
  ),
  'not-whole': row('必须是整数', 'Not a whole number', '改成整数', 'use a whole number'),
  'empty-text': row('文本为空', 'The text is empty', '填写内容', 'give at least one character'),
  'text-too-long': row('文本过长', 'The text is too long', '缩短文本', 'shorten it'),
  'empty-list': row('列表为空', 'The list is empty', '至少填写一项', 'give at least one entry'),
  'too-many': row(
    '数量超过上限',
    'More entries than the limit',
    '一个文件只放一所学校；学区按学校分开提交',
    'send one school a file; a district is many problems',
  ),
} satisfies Record<string, FaultText>;

/** Faults that only the whole problem can tell. */
const problem = {
  'duplicate-id': row(
    '编号重复',
    'The id is used twice in its list',
    '给其中一项换一个编号',
    'give one of the two another id',
  ),
  'duplicate-entry': row(
    '重复的条目',
    'The same entry is listed twice',
    '删除其中一个',
    'remove one of the two',
  ),
  'unknown-reference': row(
    '没有找到所写的对象',
    'The id refers to nothing',
    '检查写法是否一致，或先在它自己的表里加上',
    'check the spelling of the id, or add what it refers to',
  ),
  'unknown-rule': row(
    '未知规则',
    'There is no rule of this id',
    '规则编号见规则表',
    'see the table of rules for the ids',
  ),
  'interval-order': row(
    '开始时间不早于结束时间',
    'The interval does not end after its start',
    '结束时间应晚于开始时间；跨午夜的时段拆成两天',
    'let it end after it starts; split what goes past midnight into two days',
  ),
  'period-overlap': row(
    '学生时段重叠',
    'Two pupil periods of one weekday overlap',
    '错开时间；没有学生的值班时段，环节（segment）选“护导值班”（duty）',
    'move one of them, or make it a "duty" period if no pupils are in it',
  ),
  'leave-inside-period': row(
    '离校时间点落在时段中间',
    'A leave point falls inside a pupil period',
    '把离校时间点移到时段的开始或结束，或把时段在此处拆开',
    'move it to the start or the end of the period, or split the period there',
  ),
  'class-has-students': row(
    '班级已有学生名单，不能再写人数',
    'A class with students also gives numbers',
    '删除该班的离校人数和早到人数（leave、early），系统按学生名单推算',
    'remove leave and early of the class: they are derived from its students',
  ),
  'every-span': row(
    '“每个时段一次”不能跨多个时段',
    '"every" with a span over 1',
    '去掉“连续时段”（span），或改写每周次数（perWeek）',
    'drop span, or use perWeek',
  ),
  'impossible-span': row(
    '没有足够的连续时段',
    'No run of consecutive periods is long enough for the span',
    '减小“连续时段”（span），或允许更多环节、时段',
    'use a smaller span, or allow more segments or periods',
  ),
  'homework-over-cap': row(
    '作业时段多于每日上限',
    'More homework periods on a day than learningPerDay',
    '减少当天的作业时段，或提高每天学习类时段上限（learningPerDay）',
    'have fewer homework periods that day, or raise learningPerDay',
  ),
  'size-order': row(
    '最少人数大于最多人数',
    'size.min is more than size.max',
    '交换或修改这两个数',
    'exchange or correct the two numbers',
  ),
  'enrol-mismatch': row(
    '只有学生自选活动才能有名单或人数',
    'A roster or numbers on an activity that pupils do not choose',
    '参加方式（enrol）改为“学生自选”（choice），或删除该名单',
    'set enrol to "choice", or remove the list',
  ),
  'choice-not-offered': row(
    '志愿不是可选活动',
    'A choice of an activity that pupils cannot choose',
    '删除该志愿，或把该活动的参加方式（enrol）改为“学生自选”（choice）',
    'remove the choice, or set enrol of the activity to "choice"',
  ),
  'for-key-missing': row(
    '没有写明年级或班级',
    'forKey is missing',
    '该活动按年级或班级开设，写明是哪一个（forKey）',
    'the activity runs for each grade or class: name which one',
  ),
  'for-key-forbidden': row(
    '不应写年级或班级',
    'forKey where there is only one series',
    '删除“年级或班”（forKey）',
    'remove forKey',
  ),
  'for-key-unknown': row(
    '活动不面向这个年级或班级',
    'There is no class, grade or series of this forKey',
    '写活动面向的班级编号或年级（forKey）',
    'use the id of a class, or a grade as text, that the activity is for',
  ),
  'pin-target': row(
    '锁定项的对象不明确',
    'A pin needs either activityId or care',
    '只写活动（activityId）或看护（care）之一',
    'give one of the two, and not both',
  ),
  'pin-field': row(
    '看护锁定项有多余内容',
    'A care pin with a field of activity pins',
    '看护锁定项的时段写在“看护时段”（care.periodId）',
    'remove the field: the period of a care pin stands in care.periodId',
  ),
  'pin-no-care': row(
    '该时段没有学生，不需要看护',
    'A care pin in a period without pupils',
    '换成有学生的时段',
    'name a period that is not "duty"',
  ),
  'term-order': row(
    '学期结束早于开始',
    'The term ends before it starts',
    '检查学期日期',
    'check the dates of the term',
  ),
  'term-too-long': row(
    '学期过长',
    'The term is longer than two years',
    '检查学期日期',
    'check the dates of the term',
  ),
  'holiday-order': row(
    '假期结束早于开始',
    'A holiday ends before it starts',
    '检查假期日期',
    'check the dates of the holiday',
  ),
} satisfies Record<string, FaultText>;

/** What makes a plan malformed, so that it is refused and not scored. */
const plan = {
  'session-two-weekdays': row(
    '一次活动跨了两天',
    'A session lies on more than one weekday',
    '按天拆成多次活动',
    'make it one session for each weekday',
  ),
  'care-two-periods': row(
    '一场看护跨了多个时段',
    'A care session has more than one period',
    '每个时段各写一场看护',
    'make it one care session for each period',
  ),
  'session-kind': row(
    '活动类型不符',
    'The kind of a session does not fit its activity',
    '类型应与活动一致；看护不写 activityId 和 forKey',
    'use the kind of the activity; a care session has neither activityId nor forKey',
  ),
} satisfies Record<string, FaultText>;

/** What the service, its queue and its exports answer. */
const service = {
  'problem-not-found': row(
    '没有这份学校数据',
    'No such problem',
    '检查编号，或重新提交',
    'check the id, or send the problem again',
  ),
  'job-not-found': row('没有这个任务', 'No such job', '检查任务编号', 'check the id of the job'),
  'plan-not-found': row(
    '没有这个排班方案',
    'No such plan',
    '检查编号；方案也可能已被删除（随学校一起，或未公布且过了保留期限），从方案列表里另选一个',
    'check the id; it may have been deleted, with its school or as one that was not published: take another from the list of plans',
  ),
  'district-not-found': row('没有这个学区', 'No such district', '检查学区编号', 'check the id'),
  'route-not-found': row(
    '没有这个接口',
    'No such route',
    '接口列表见 OpenAPI 文档',
    'see the OpenAPI document for the routes',
  ),
  'method-not-allowed': row(
    '接口不支持该方法',
    'The route does not take this method',
    '支持的方法见 OpenAPI 文档',
    'see the OpenAPI document for the methods',
  ),
  'body-too-large': row(
    '请求体过大',
    'The body of the request is too large',
    '一次只提交一所学校',
    'send one school at a time',
  ),
  'unsupported-media-type': row(
    '不支持的内容类型',
    'Unsupported media type',
    '使用 Content-Type: application/json',
    'use Content-Type: application/json',
  ),
  'bad-request': row(
    '请求无法读取',
    'The request cannot be read',
    '检查请求的格式',
    'check the form of the request',
  ),
  'bad-form': row(
    '写法不合要求',
    'Not of the form that is asked for here',
    '检查用了哪些字符、有多长；接口文档写着要求',
    'look at its characters and its length; the reference of the API says what is asked for',
  ),
  'bad-option': row(
    '参数或选项不对',
    'An option or query parameter is wrong',
    '允许的选项见文档',
    'see the docs for the options',
  ),
  unauthorized: row('未登录', 'Not signed in', '先登录或提供令牌', 'sign in, or send a token'),
  forbidden: row(
    '没有权限',
    'Not allowed for this person',
    '请有权限的人操作',
    'ask someone who has the right to',
  ),
  'rate-limited': row(
    '请求过于频繁',
    'Too many requests',
    '稍后再试',
    'wait a little and try again',
  ),
  'queue-full': row(
    '排队任务过多',
    'Too many jobs are waiting',
    '等待已有任务完成后再试',
    'try again when some of the jobs are done',
  ),
  'job-finished': row(
    '任务已结束',
    'The job has already ended',
    '如需再算，新建一个任务',
    'start a new job to solve again',
  ),
  'job-failed': row(
    '任务失败',
    'The job failed',
    '查看任务的原因后重试',
    'read the reason that the job gives, then try again',
  ),
  'solve-failed': row(
    '自动排班出错',
    'The solver stopped with an error',
    '重试；如仍出错请附上文件反馈',
    'try again; if it stays, report it with the file',
  ),
  'plan-of-other-problem': row(
    '方案不属于该数据',
    'The plan was made for another problem',
    '使用由该数据产生的方案',
    'use a plan that was made for this problem',
  ),
  'not-publishable': row(
    '方案还不能发布',
    'The plan cannot be published yet',
    '先解决列出的问题',
    'settle the reasons given first',
  ),
  'outside-term': row(
    '生效日期不在学期内',
    'The date from which it holds lies outside the term',
    '选学期内的日期；学期变了的，先改数据里的起止日期再排',
    'choose a date of the term; where the term has changed, change it in the data first',
  ),
  'published-meanwhile': row(
    '在此期间有人发布了另一份方案，或撤回了发布',
    'Another plan was published meanwhile, or one was withdrawn',
    '看过现在生效的方案后再决定是否替换',
    'look at what is in force now, and then decide whether to replace it',
  ),
  'publication-begun': row(
    '已经生效的发布不能撤回',
    'The publication holds already and cannot be withdrawn',
    '再发布一次原来的方案',
    'publish the earlier plan again',
  ),
  'stored-meanwhile': row(
    '在此期间有人保存了新的一版数据',
    'Another version was stored meanwhile',
    '读取当前的一版，合并两边的修改后再保存',
    'read the current version (`current=true` of the list), merge the two, and send it again',
  ),
  conflict: row(
    '与当前状态冲突',
    'In conflict with what is stored',
    '重新读取后再试',
    'read the present state and try again',
  ),
  'idempotency-mismatch': row(
    '同一幂等键用于不同请求',
    'The idempotency key was used for another request',
    '换一个键',
    'use a new key',
  ),
  unavailable: row(
    '服务暂不可用',
    'The service is not available just now',
    '稍后再试',
    'try again in a moment',
  ),
  'shutting-down': row(
    '服务正在关闭',
    'The service is shutting down',
    '稍后再试',
    'try again in a moment',
  ),
  timeout: row('超时', 'It took too long', '稍后再试', 'try again'),
  internal: row(
    '内部错误',
    'Something went wrong inside',
    '重试；如仍出错请附上时间反馈',
    'try again; if it stays, report it with the time',
  ),
} satisfies Record<string, FaultText>;

/**
 * The one table of everything that can be wrong, by area. `docs/errors.md` is made from it.
 * A code, once given out, keeps its meaning: clients test for it.
 */
export const faultAreas = {
  shape,
  problem,
  plan,
  service,
  access: accessFaults,
  operation: serviceFaults,
  files: fileFaults,
} as const;
