import hebi from './presets/hebi.json' with { type: 'json' };
import jilinDistrict from './presets/jilin-district.json' with { type: 'json' };
import national from './presets/national.json' with { type: 'json' };
import weifang from './presets/weifang.json' with { type: 'json' };
import yan from './presets/yan.json' with { type: 'json' };
import type { ParamsInput } from './problem.ts';

/** A region's published rules as data: only what its source says, each with that source. */
export interface Preset {
  id: string;
  title: { zh: string; en: string };
  /** The published texts that the preset was read from. */
  documents: { zh: string; en: string }[];
  params: ParamsInput;
  /** One for each value in `params`, by its dotted name; `quote` where the text itself was at hand. */
  sources: { param: string; source: string; quote?: string }[];
  /** What else the texts say, which no parameter holds. */
  notes: { zh: string; en: string }[];
}

export const presets: Record<PresetId, Preset> = {
  national: national as Preset,
  weifang: weifang as Preset,
  hebi: hebi as Preset,
  yan: yan as Preset,
  'jilin-district': jilinDistrict as Preset,
};
export type PresetId = 'national' | 'weifang' | 'hebi' | 'yan' | 'jilin-district';
