import type { IdList } from '../../domain/checks/lookup.ts';
import { ruleIds } from '../../domain/rule-ids.ts';
import type { Scalar } from './cell.ts';
import type { Codec } from './codec.ts';
import { text } from './codecs.ts';
import { formColumns, formSheets, ruleColumns, ruleRemarks, specialSheets } from './forms.ts';
import type { Row } from './rows.ts';
import { type Column, kindHeading, tableSheets } from './sheets.ts';
import type { SheetRows } from './to-sheets.ts';

/** What the rules say, for the sheet of weights; the catalogue itself is the solver's. */
export interface RuleText {
  id: string;
  level: 'hard' | 'medium' | 'soft';
  defaultWeight: number;
  title: { zh: string };
  sentence: { zh: string };
}

export interface GridColumn {
  key: string;
  zh: string;
  codec: Codec;
  required?: boolean;
  ref?: IdList;
  note?: string;
  width?: number;
}

/** One sheet as a plain grid: two rows of headings, then the rows. */
export interface Grid {
  key: string;
  zh: string;
  about: string;
  columns: readonly GridColumn[];
  rows: Row[];
  /** Drop-downs of single cells: [row in `rows`, column, words]. */
  words?: [number, number, readonly string[]][];
  /** Rows may be added below. */
  isOpen: boolean;
  /** Only there when there is something in it. */
  isRare?: boolean;
}

const levelWords = { hard: '硬', medium: '中', soft: '软' } as const;

/** The sheets of a workbook in the order in which they are filled in. */
export function layOut(rows: SheetRows, ruleTexts: readonly RuleText[] = []): Grid[] {
  const [school, params] = formSheets.map((form): Grid => {
    const values = rows.forms.get(form) ?? [];
    return {
      key: form.key,
      zh: form.zh,
      about: form.about,
      columns: formColumns.map(({ key, zh }) => ({
        key,
        zh,
        codec: text,
        width: { item: 26, value: 30, note: 60, key: 26 }[key],
      })),
      rows: form.rows.map((row, i) => [
        row.required ? `${row.zh} *` : row.zh,
        values[i],
        row.note,
        row.key,
      ]),
      words: form.rows.flatMap(({ codec }, i): [number, number, readonly string[]][] =>
        codec.words ? [[i, 1, codec.words]] : [],
      ),
      isOpen: false,
    };
  }) as [Grid, Grid];
  const tables = tableSheets.map((sheet): Grid => {
    const { key, zh, about } = sheet;
    const before: GridColumn[] =
      sheet.kind === 'list'
        ? []
        : [
            { key: 'parent', zh: sheet.parentZh, codec: text, required: true, ref: sheet.parent },
            ...(sheet.lists.length > 1
              ? [{ key: 'kind', zh: kindHeading, codec: kindCodec(sheet.lists), required: true }]
              : []),
          ];
    const columns = [...before, ...sheet.columns.map(gridColumn)];
    return { key, zh, about, columns, rows: rows.tables.get(sheet) ?? [], isOpen: true };
  });
  return [
    school,
    ...tables,
    params,
    rulesGrid(rows, ruleTexts),
    {
      ...specialSheets.baseline,
      about: '已公布、希望尽量少改的方案。由系统写入，请勿手工修改。',
      columns: [
        { key: 'part', zh: '部分', codec: text, required: true },
        { key: 'json', zh: '内容', codec: text, required: true, width: 100 },
      ],
      rows: rows.baseline,
      isOpen: true,
      isRare: true,
    },
    {
      ...specialSheets.other,
      about: '其他工作表写不下的少见内容。由系统写入，请勿手工修改。',
      columns: [
        { key: 'list', zh: '表', codec: text, required: true },
        { key: 'id', zh: '编号', codec: text, required: true },
        { key: 'field', zh: '字段', codec: text, required: true, width: 24 },
        { key: 'json', zh: '内容', codec: text, required: true, width: 80 },
      ],
      rows: rows.other,
      isOpen: true,
      isRare: true,
    },
  ];
}

function gridColumn(column: Column): GridColumn {
  return column;
}

function kindCodec(lists: readonly { word: { zh: string } }[]): Codec {
  return { ...text, words: lists.map(({ word }) => word.zh) };
}

function rulesGrid(rows: SheetRows, texts: readonly RuleText[]): Grid {
  const [idColumn, weight, off] = ruleColumns as [Column, Column, Column];
  const remark = (key: string): GridColumn => {
    const found = ruleRemarks.find((one) => one.key === key) as { key: string; zh: string };
    return { ...found, codec: text, width: key === 'sentence' ? 80 : 16 };
  };
  return {
    ...specialSheets.rules,
    about: '每条规则的权重和开关。权重只对软规则有用，留空用默认值；“关闭”写“是”则不计该规则。',
    columns: [
      idColumn,
      remark('title'),
      remark('level'),
      remark('default'),
      weight,
      off,
      remark('sentence'),
    ],
    rows: [...new Set([...ruleIds, ...rows.rules.keys()])].map((id) => {
      const said = rows.rules.get(id);
      const about = texts.find((one) => one.id === id);
      const row: (Scalar | undefined)[] = [
        id,
        about?.title.zh,
        about && levelWords[about.level],
        about?.level === 'soft' ? about.defaultWeight : undefined,
        said?.weight,
        said?.off ? '是' : undefined,
        about?.sentence.zh,
      ];
      return row;
    }),
    isOpen: false,
  };
}
