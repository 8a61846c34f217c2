/** Words in Chinese: files in and out, and the first steps with one's own workbook. */
export const files = {
  files: {
    kinds: {
      xlsx: 'Excel：课表、统计、点名表',
      pdf: 'PDF：课表',
      ics: '日历（ics）',
      csv: 'CSV：岗位清单',
      docx: 'Word：一校一案',
    },
    needsTerm: '日历需要先填学期日期',
  },
  start: {
    title: '用自己的学校开始',
    intro: '三步：下载模板，填好，传上来。错误会按工作表和单元格指出。',
    download: '下载模板',
    downloadHint: '一张表填一部分，有下拉选项和填写说明。不清楚怎么填时，看示例学校。',
    template: '模板',
    example: '示例学校（已填好）',
    fill: '填写',
    fillHint:
      '带 * 的列必填，其余可以留空。至少填：学校、班级、教职工、场地，再从“学生”和“班级人数”中选一张填。时段和离校时间点已填好一套常见作息，改成本校的即可；社团等填在“活动”和“岗位”。第一张表“说明”写着怎么填。',
    upload: '上传',
    drop: '把填好的 .xlsx 拖到这里，或点选文件',
    sending: '正在检查…',
    accepted: (name: string) => `${name}的数据已通过检查并保存。下一步：核对人手，或直接排班`,
    short: (n: number) =>
      `人手还差至少 ${n} 个岗位，这样排会有空岗。可以先点“核对数据和人手”改，也可以在 Excel 里改了再传。`,
    warnings: '有几处会影响排班。可以先点“核对数据和人手”改，也可以在 Excel 里改了再传。',
    solve: '去排班',
    edit: '核对数据和人手',
    again: '在 Excel 里按上面的单元格改好、保存，再传一次。',
    notTemplate:
      '这个文件不是用模板填的。请下载模板，把自己表里的内容按列复制进去（表名和前两行表头不要改），再传模板。',
    sheet: '工作表',
    cell: '单元格',
    fault: '问题',
  },
};
