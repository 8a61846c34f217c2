import type { Problem } from '../domain/problem.ts';
import { checkWeights, profileNames, type WeightChoice, withWeights } from '../domain/profiles.ts';
import { choiceOption, type OptionSpecs, type OptionValues, textOption } from './options.ts';
import { Refusal, usage } from './refusal.ts';

/** Options of every command that scores: other weights than the problem's own. */
export const weightOptions = {
  profile: { type: 'string' },
  weights: { type: 'string' },
} satisfies OptionSpecs;

/** Reads `--profile teachersFirst --weights fairLoad=20,posts=0`. */
export function weightChoice(values: OptionValues): WeightChoice {
  const choice: WeightChoice = {};
  const profile = choiceOption(values, 'profile', profileNames);
  if (profile !== undefined) choice.profile = profile;
  const text = textOption(values, 'weights');
  if (text === undefined) return choice;
  const weights: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [, id = '', number = ''] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
    if (id === '') {
      const hint = {
        zh: '写成 规则编号=权重，权重为 0 或以上的数，用逗号隔开',
        en: 'write rule=number,rule=number with numbers of 0 or more',
      };
      const what = {
        zh: `--weights 里的“${part}”看不懂`,
        en: `--weights has ${JSON.stringify(part)}`,
      };
      throw usage(what, hint, part);
    }
    if (Object.hasOwn(weights, id)) {
      const what = {
        zh: `--weights 里规则“${id}”写了两次`,
        en: `--weights names "${id}" twice`,
      };
      throw usage(what, { zh: '每条规则只写一次', en: 'name each rule once' }, id);
    }
    weights[id] = Number(number);
  }
  const faults = checkWeights(weights, ['weights']);
  if (faults.length > 0) throw new Refusal(faults);
  return { ...choice, weights };
}

/** The problem with the weights that the options choose. */
export function chosenProblem(problem: Problem, values: OptionValues): Problem {
  return withWeights(problem, weightChoice(values));
}
