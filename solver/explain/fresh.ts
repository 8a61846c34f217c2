import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Match, Rule } from '../rules/rule.ts';
import { type Telling, tellMatch } from './tell.ts';

/** A hard rule that a step would break, with one of its new matches; told only when it is read. */
export class Bar {
  readonly match: Match;
  private readonly rule: Rule;
  private readonly telling: Telling;

  constructor(rule: Rule, match: Match, telling: Telling) {
    this.rule = rule;
    this.match = match;
    this.telling = telling;
  }

  get ruleId(): string {
    return this.rule.id;
  }

  get sentence(): Bilingual {
    return tellMatch(this.rule, this.match, this.telling, this.rule.tellIf);
  }
}

/** Matches that come, or cost more than they did. */
export function fresh(is: readonly Match[], before: () => readonly Match[]): readonly Match[] {
  if (is.length === 0) return is;
  const was = before();
  if (was.length === 0) return is;
  const known = new Map(was.map((match) => [keyOf(match), match.cost]));
  return is.filter((match) => match.cost > (known.get(keyOf(match)) ?? 0));
}

/** What a match is about, without how much it costs and its figures. */
export function keyOf({ cost: _, count: __, detail, ...about }: Match): string {
  const codes = Object.entries(detail ?? {}).filter(([, value]) => typeof value === 'string');
  return JSON.stringify([about, codes]);
}
