/**
 * What one element of a scope is. Some scopes have the same elements and are touched by different
 * things, so that a change of one person does not re-score what only reads rooms. The fast form of a rule
 * gives the unweighted cost of one element; the evaluator re-scores the elements that a Change
 * touches.
 *
 * | scope | element |
 * |---|---|
 * | seat | a seat that has a person |
 * | event | a session slot or a care group, in the plan or not: its spot, room and classes |
 * | crew | the same, for rules that read who sits there |
 * | crowd | the same, for rules that read how many pupils are there |
 * | series | a series |
 * | seriesCrew | a series, for rules that read who leads it |
 * | personDay | person x weekday |
 * | person | a person |
 * | roomDay | room x weekday |
 * | classPeriod | class x period |
 * | classDay | class x weekday |
 * | class | a class over the week |
 * | classCrew | the same, for rules that read the adults of its care |
 * | pupil | a pupil |
 * | whole | the plan (one element) |
 */
export const scopes = [
  'seat',
  'event',
  'crew',
  'crowd',
  'series',
  'seriesCrew',
  'personDay',
  'person',
  'roomDay',
  'classPeriod',
  'classDay',
  'class',
  'classCrew',
  'pupil',
  'whole',
] as const;
export type Scope = (typeof scopes)[number];
