/** Words in Chinese: the first page and the tour. */
export const home = {
  home: {
    title: '课后服务，排好一周',
    intro: '给出班级、学生、教师、场地和社团，排出一周谁在哪里、谁来看护。',
    demoSolved: '示范学校已经排好',
    demoSolving: '示范学校正在排',
    see: '查看排班',
    seeLive: '查看进度',
    own: '用自己的学校开始',
    tour: '看五步导览',
    recent: '最近的求解',
    noRuns: '还没有求解过。先选一所学校，点“开始求解”。',
    steps: ['准备数据', '检查', '求解', '查看与调整', '发布'],
    stepsHint: [
      '填写模板，或直接在网页上编辑',
      '逐项指出错误，核对人手够不够',
      '几秒到几分钟，随时可停',
      '看周课表、公平、原因，拖动修改',
      '家长和教师扫码即可查看',
    ],
  },
  tour: {
    next: '下一步',
    previous: '上一步',
    finish: '开始使用',
  },
};
