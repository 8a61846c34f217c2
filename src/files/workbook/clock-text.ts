/** A time of day in any of the forms in which people type one: 下午3点50分, 15点半, 3:50 PM, 15.50. */
const form =
  /^(上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|[ap]m)?(\d{1,2})(?:[:.点时](\d{2})(?::00|分)?|[点时](半|整|一刻|三刻|\d分)?)([ap]m)?$/;

const minuteWords: Readonly<Record<string, number>> = { 半: 30, 整: 0, 一刻: 15, 三刻: 45 };

/** "HH:MM"; undefined for what is no time, or could be two (15.5, 晚上12点). */
export function clockText(typed: string): string | undefined {
  const text = typed.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const match = form.exec(text.replace(/([ap])\.m\.?/, '$1m'));
  if (!match) return undefined;
  const [, before, hour, digits, word, after] = match;
  if (before !== undefined && after !== undefined) return undefined;
  const hours = hourOf(Number(hour), before ?? after);
  const minutes = digits ?? (word === undefined ? 0 : (minuteWords[word] ?? Number(word[0])));
  return hours === undefined ? undefined : `${two(hours)}:${two(minutes)}`;
}

/** The hour on the 24-hour clock, which may be written beside the part of the day too (下午15点). */
function hourOf(hour: number, part: string | undefined): number | undefined {
  switch (part) {
    case undefined:
      return hour;
    case 'am':
      return hour > 12 ? undefined : hour % 12;
    case 'pm':
    case '下午':
      return hour < 12 ? hour + 12 : hour;
    case '傍晚':
    case '晚上':
      return hour < 12 ? hour + 12 : hour === 12 ? undefined : hour;
    case '中午':
      if (hour > 2 && (hour < 11 || hour > 14)) return undefined;
      return hour === 1 || hour === 2 ? hour + 12 : hour || undefined;
    default:
      return hour < 12 ? hour : undefined;
  }
}

/** What stands between the first and the last of a range, in NFKC. */
const to = '[-~–—―−〜至到]+';

/** The two ends of a range such as 15:50～16:30 or 周一至周五. */
export function rangeEnds(typed: string): [from: string, to: string] | undefined {
  const match = new RegExp(`^(.+?)${to}(.+)$`, 'u').exec(typed.normalize('NFKC').trim());
  return match ? [match[1] as string, match[2] as string] : undefined;
}

const two = (n: number | string) => String(n).padStart(2, '0');
