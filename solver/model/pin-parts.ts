/** What a pin asks of the session that it speaks of, as indices of the model. */
export interface PinParts {
  /** -1 where the pin names no room. */
  readonly room: number;
  readonly seats: readonly { readonly role: number; readonly person: number }[];
}

/** A pin of a series: on its session in a period, else on the `index`-th in order of time. */
export interface SessionPin extends PinParts {
  /** -1: the pin counts sessions. */
  readonly period: number;
  readonly index: number;
}

/** A pin of the care session that hosts a class in a period. */
export interface CarePin extends PinParts {
  /** class x period */
  readonly cell: number;
}
