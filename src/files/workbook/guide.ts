import type { Grid } from './layout.ts';

/** The explanation that opens the workbook: how it is filled in, and what each sheet is for. */
export function guideLines(grids: readonly Grid[]): { heading?: boolean; cells: string[] }[] {
  const title = (...cells: string[]) => ({ heading: true, cells });
  const line = (...cells: string[]) => ({ cells });
  return [
    title('课后服务排班数据表 After-school care: the school’s data'),
    line('填好后打开网页的“用自己的学校开始”，把这个文件传上去。'),
    line('导入时系统检查每个单元格，把全部问题按工作表和单元格列出来；改好后再导入一次。'),
    line(''),
    title('最少要填 At least'),
    line('学校名称和学段、班级、教职工、场地；再填“学生”或“班级人数”之一。'),
    line('时段和离校时间点：模板里已填好一套常见作息，请改成本校的。'),
    line('社团、微主题、家校共育、值班：填在“活动”和“岗位”。看护由系统自动安排，不用填。'),
    line(''),
    title('填写方法 How to fill it in'),
    line('1', '每张表前两行是表头：第一行中文，第二行英文字段名，请保留。数据从第三行开始。'),
    line('2', '表头带 * 的列必填。其他列可以留空，留空就用默认值。鼠标停在表头上可以看说明。'),
    line('3', '“编号”在一张表里不能重复，大多可以留空：班级、人员、场地、活动这时用名称作编号。'),
    line('4', '引用其他表时直接写名称，如 三（1）班、张老师、16:30；有重名时写编号。'),
    line('5', '一格写多项时用顿号隔开，如 足球、书法。明确表示“一项也没有”时写 []。'),
    line('6', '时间写 16:40，日期写 2025-09-01，周几写 周一。'),
    line('7', '请不要合并单元格。公式按算出的结果读取；出现 #N/A 等错误值时请改正。'),
    line(
      '8',
      '列的顺序可以调整。自己用的列或工作表，名称以“备注”开头，系统不会读取；表下的说明写在一格里，也以“备注”开头。',
    ),
    line('9', '名称前后的空格会被忽略；名称确实需要空格或引号时，写在英文双引号里。'),
    line(''),
    title('工作表 Sheets'),
    ...grids.map(({ zh, key, about }) => line(zh, about, key)),
    line(''),
    title('隐私 Privacy'),
    line('“优先照顾”只用于排班，不会出现在给家长看的课表、日历和公示中。'),
  ];
}
