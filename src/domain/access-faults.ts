import { type FaultText, row } from './fault-text.ts';

/** Signing in, rights, people and keys, and requests that are sent twice. */
export const accessFaults = {
  'school-not-found': row(
    '没有这所学校',
    'No such school',
    '检查学校编号',
    'check the id of the school',
  ),
  'publication-not-found': row(
    '没有这次发布',
    'No such publication',
    '先发布一个方案，或检查编号',
    'publish a plan first, or check the id',
  ),
  'user-not-found': row(
    '没有这个用户',
    'No such person',
    '检查用户编号',
    'check the id of the person',
  ),
  'key-not-found': row(
    '没有这个密钥',
    'No such API key',
    '检查密钥编号',
    'check the id of the key',
  ),
  'other-user': row(
    '这个浏览器里已换成别的账号登录',
    'Somebody else is signed in in this browser now',
    '用原来的账号重新登录后继续，或重新打开页面',
    'sign in again as before to go on, or load the page anew',
  ),
  'wrong-password': row(
    '用户名或密码不对',
    'Name and password do not belong together',
    '检查大小写；忘记密码请管理员发新的一次性链接',
    'check capital letters; if it is forgotten, ask an admin for a new one-time link',
  ),
  'weak-password': row(
    '密码太弱',
    'The password is too weak',
    '使用 10 到 128 个字符，不要与用户名相同',
    'use 10 to 128 characters, and not the name',
  ),
  'link-over': row(
    '链接已用过或已过期',
    'The one-time link was used or has run out',
    '请管理员发一个新的链接',
    'ask an admin for a new one',
  ),
  'bad-username': row(
    '用户名写法不对',
    'Not a name to sign in with',
    '用 3 到 40 个字母、数字、点、横线或下划线，如 lina；中文姓名写在“姓名”里',
    'use 3 to 40 letters of a to z, digits, dots, hyphens and underscores, such as li.na',
  ),
  'username-taken': row(
    '用户名已被使用',
    'The name is taken',
    '换一个用户名',
    'choose another name',
  ),
  'cross-site': row(
    '请求来自其他网站',
    'The request comes from another site',
    '从本服务的页面操作；程序请使用密钥',
    'use the pages of this service; programs use an API key',
  ),
  'idempotency-busy': row(
    '同一请求正在处理',
    'The same request is being worked on',
    '稍后用同一个幂等键再试',
    'try again in a moment with the same idempotency key',
  ),
} satisfies Record<string, FaultText>;
