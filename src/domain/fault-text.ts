/** What a code means to people: a title, and what to try. */
export interface FaultText {
  title: { zh: string; en: string };
  try: { zh: string; en: string };
}

/** One row of the table of faults. */
export const row = (zh: string, en: string, tryZh: string, tryEn: string): FaultText => ({
  title: { zh, en },
  try: { zh: tryZh, en: tryEn },
});
