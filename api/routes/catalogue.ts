import { rules } from '../../solver/index.ts';
import { presets } from '../../src/domain/presets.ts';
import { problemSchema } from '../../src/domain/problem.ts';
import { profiles } from '../../src/domain/profiles.ts';
import type { GeneratorOptions } from '../../src/generator/index.ts';
import type { ApiDeps } from '../deps.ts';
import { jsonText, type Route, route } from '../route.ts';
import { demoQuerySchema, namedSchemas } from '../schemas.ts';

/** What does not depend on what is stored. */
export function catalogueRoutes({ heavy }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/rules',
      tag: 'catalogue',
      summary: { zh: '规则目录', en: 'The catalogue of rules' },
      replies: { 200: { description: 'Every rule', schema: namedSchemas.Rules } },
      async handle() {
        const body = rules.map(({ id, level, defaultWeight, title, sentence, params }) => {
          return { id, level, defaultWeight, title, sentence, params };
        });
        return { status: 200, body };
      },
    }),
    route({
      method: 'get',
      path: '/v1/presets',
      tag: 'catalogue',
      summary: { zh: '地区预设', en: 'Region presets with their sources' },
      replies: { 200: { description: 'Every preset', schema: namedSchemas.Presets } },
      async handle() {
        return { status: 200, body: Object.values(presets) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/profiles',
      tag: 'catalogue',
      summary: { zh: '权重方案', en: 'Named sets of weights' },
      notes: 'Soft rules that a profile does not name have their default weight.',
      replies: { 200: { description: 'Every profile', schema: namedSchemas.Profiles } },
      async handle() {
        const body = Object.entries(profiles).map(([id, profile]) => ({ id, ...profile }));
        return { status: 200, body };
      },
    }),
    route({
      method: 'get',
      path: '/v1/demo',
      tag: 'catalogue',
      summary: { zh: '示范学校', en: 'A made-up, realistic school to try things with' },
      notes: 'The same size and seed give the same school. It is not stored.',
      query: demoQuerySchema,
      replies: { 200: { description: 'A problem document', schema: problemSchema } },
      async handle({ query }) {
        const options: GeneratorOptions = { size: query.size ?? 'medium', seed: query.seed ?? 1 };
        if (query.preset !== undefined) options.preset = query.preset;
        if (query.variant !== undefined) options.variant = query.variant;
        return { status: 200, ...jsonText(await heavy.run('generated', options)) };
      },
    }),
  ];
}
