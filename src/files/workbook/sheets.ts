import type { ChildSheet, ListSheet } from './columns.ts';
import { activities, pins, rosters, seats } from './sheets-activities.ts';
import { staff, staffTimes, students } from './sheets-people.ts';
import {
  classes,
  classNumbers,
  holidays,
  leavePoints,
  makeUpDays,
  periods,
  roomClosures,
  rooms,
} from './sheets-school.ts';

export type { ChildList, ChildSheet, Column, ListSheet } from './columns.ts';

/** Heading of the column that tells which list a row of a child sheet belongs to. */
export const kindHeading = '类别';

/** In the order in which a person fills them in. */
export const tableSheets: readonly (ListSheet | ChildSheet)[] = [
  periods,
  leavePoints,
  classes,
  classNumbers,
  students,
  staff,
  staffTimes,
  rooms,
  roomClosures,
  activities,
  seats,
  rosters,
  pins,
  holidays,
  makeUpDays,
];

export const childSheets = tableSheets.filter((sheet) => sheet.kind === 'child');
