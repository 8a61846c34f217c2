import { type FaultText, row } from './fault-text.ts';

/** Files that are read and written: workbooks and what is exported. */
export const fileFaults = {
  'disk-full': row(
    '磁盘已满，没有写成',
    'The disk is full, and it could not be written',
    '腾出空间后重试，或写到另一个磁盘',
    'make room and try again, or write to another disk',
  ),
  'not-a-workbook': row(
    '不是 Excel 工作簿',
    'Not an Excel workbook',
    '用 Excel 或 WPS 打开后另存为 .xlsx',
    'open it in Excel or WPS and save it as .xlsx',
  ),
  'csv-file': row(
    '是 CSV 文件，不是 Excel 工作簿',
    'A CSV file, not an Excel workbook',
    '用 Excel 或 WPS 打开，选“文件 → 另存为 → Excel 工作簿（.xlsx）”，再把内容放进模板的各个工作表',
    'open it in Excel or WPS, choose "Save as", "Excel workbook (.xlsx)", and put its rows into the sheets of the template',
  ),
  'old-workbook': row(
    '旧格式的工作簿（.xls 或 .et）',
    'A workbook of an old format (.xls or .et)',
    '用 Excel 或 WPS 打开，选“文件 → 另存为 → Excel 工作簿（.xlsx）”',
    'open it in Excel or WPS, choose "Save as", "Excel workbook (.xlsx)"',
  ),
  'locked-workbook': row(
    '工作簿加了打开密码',
    'The workbook is locked with a password',
    '用 Excel 或 WPS 打开，在“文件 → 信息 → 保护工作簿”（WPS：“文档加密”）中去掉密码后保存',
    'open it in Excel or WPS, remove the password under "File", "Info", "Protect workbook", and save it',
  ),
  'broken-workbook': row(
    '工作簿损坏',
    'The workbook is damaged',
    '用 Excel 或 WPS 打开后重新保存',
    'open it in Excel or WPS and save it again',
  ),
  'missing-sheet': row(
    '缺少工作表',
    'A sheet is missing',
    '从模板复制该工作表，不要改表名',
    'copy the sheet from the template, and keep its name',
  ),
  'unknown-sheet': row(
    '未知工作表',
    'The workbook has a sheet that nothing reads',
    '改回模板中的表名；自用的表请在表名前加“备注”',
    'give it its name of the template, or let the name of a sheet of your own begin with "#"',
  ),
  'missing-column': row(
    '缺少列',
    'A column is missing',
    '从模板复制表头',
    'copy the heading from the template',
  ),
  'unknown-column': row(
    '未知列',
    'There is no column of this heading',
    '改回模板中的列名；自用的列请在列名前加“备注”',
    'give it its heading of the template, or let the heading of a column of your own begin with "#"',
  ),
  'formula-cell': row(
    '公式没有结果',
    'A formula in the cell holds no value',
    '复制后选择性粘贴为数值',
    'copy it and paste it as a value',
  ),
  'error-cell': row(
    '单元格是错误值',
    'An error value stands in the cell',
    '改成正确的内容',
    'replace it by what is meant',
  ),
  'merged-cells': row(
    '合并单元格',
    'Cells are merged',
    '取消合并，在每一行写明内容',
    'unmerge them, and write the value in every row',
  ),
  'cell-conflict': row(
    '内容互相矛盾',
    'Two places say different things',
    '删除其中一处',
    'clear one of the two',
  ),
  'needless-cell': row(
    '这里不应填写',
    'This cell says nothing for its kind of row',
    '清空该单元格',
    'clear the cell',
  ),
  'ambiguous-name': row(
    '有重名，不知道指哪一个',
    'The name stands for more than one row',
    '改写编号，或把名称改得不同',
    'write the id instead, or make the names different',
  ),
  'no-term': row(
    '没有学期日期',
    'The problem has no term',
    '在数据中补上学期起止日期',
    'add the dates of the term to the problem',
  ),
} satisfies Record<string, FaultText>;
