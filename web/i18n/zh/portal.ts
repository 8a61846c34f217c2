/** Words in Chinese: what families and teachers see. */
export const portal = {
  portal: {
    title: '公布的安排',
    intro: '供家长、学生和教师查看：谁、几点、在哪里。',
    who: '查看',
    class: '班级',
    teacher: '教师',
    pupil: '学生',
    week: '日期',
    leaveAt: '离校',
    noPublished: '学校还没有公布安排。',
    scan: '扫码在手机上打开',
    term: '学期',
    holiday: '放假',
    makeUp: (day: string) => `调休，按${day}安排`,
    noService: '当天没有课后服务',
  },
};
