import { type FaultText, row } from './fault-text.ts';

/** Schools' data, batches, webhooks and the portal. */
export const serviceFaults = {
  'batch-not-found': row(
    '没有这个批量任务',
    'No such batch',
    '检查编号',
    'check the id of the batch',
  ),
  'webhook-not-found': row('没有这个回调', 'No such webhook', '检查编号', 'check the id'),
  'delivery-not-found': row(
    '没有这次投递',
    'No such delivery',
    '查看投递记录中的编号',
    'see the log of deliveries for the ids',
  ),
  'bad-url': row(
    '回调地址不可用',
    'The URL cannot be used for a webhook',
    '使用公网的 https 地址',
    'give an https URL of the public internet',
  ),
  'no-secrets-key': row(
    '服务没有设置 SECRETS_KEY，不能保存回调密钥',
    'The service has no SECRETS_KEY with which to seal the secret of a webhook',
    '请管理员设置环境变量 SECRETS_KEY（64 位十六进制，所有机器相同）',
    'ask the operator to set SECRETS_KEY, 64 hexadecimal digits, the same on every machine',
  ),
  'bad-school-id': row(
    '学校编号不能是 "." 或 ".."',
    'The id of a school cannot be "." or ".." here: addresses leave these out',
    '换一个编号，如学校代码或拼音缩写',
    'choose another id, such as the code of the school',
  ),
  'data-gone': row(
    '要替换的数据在此期间已被删除',
    'The data to be replaced were deleted meanwhile',
    '确定要重新保存时，用 `replaces=none` 再发送一次',
    'if they are to be stored anew, send them again with `replaces=none`',
  ),
  'request-timeout': row(
    '请求发送得太慢',
    'The request came too slowly',
    '请在两分钟内发完整个请求，检查网络',
    'send the whole of it within two minutes; check the network',
  ),
  'request-not-found': row('没有这个请求', 'No such request', '检查编号', 'check the id'),
  'link-not-found': row(
    '链接无效或已作废',
    'The link is not in force',
    '请向学校索取新链接',
    'ask the school for a new one',
  ),
  'subject-not-found': row(
    '没有这个班级、学生或教师',
    'No such class, pupil or person in what was published',
    '检查编号',
    'check the id',
  ),
  'not-published': row(
    '学校尚未发布排班',
    'The school has published no plan yet',
    '等待学校发布',
    'wait until the school publishes one',
  ),
} satisfies Record<string, FaultText>;
