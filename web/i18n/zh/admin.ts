/** Words in Chinese: administration. */
export const admin = {
  admin: {
    title: '管理',
    users: '用户',
    keys: '接口密钥',
    schools: '学校',
    queue: '队列',
    audit: '审计日志',
    service: '服务状态',
    ready: '正常',
    notReady: '异常',
    part: '部件',
  },
};
