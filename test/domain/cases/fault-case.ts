import type { FaultCode } from '../../../src/domain/faults.ts';

/** A valid tiny problem, open to any change. */
// biome-ignore lint/suspicious/noExplicitAny: the point is to break the type
export type Draft = any;

/** Code, pointer, what is broken in words, and the change that breaks it. */
export type FaultCase = [FaultCode, string, string, (p: Draft) => void];
