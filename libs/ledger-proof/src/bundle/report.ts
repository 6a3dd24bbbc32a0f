/** Something in a bundle that is not so. */
export interface Wrong {
  readonly code:
    | 'NOT_A_BUNDLE'
    | 'DAMAGED'
    | 'KEY'
    | 'SIGNATURE'
    | 'SIZE'
    | 'EVENT'
    | 'ORDER'
    | 'COUNT'
    | 'MISSING'
    | 'ENTRIES'
    | 'TREE';
  /** The first position that it concerns, where one is known. */
  readonly position?: number;
  readonly what: string;
}

/** Something that a bundle alone cannot show. */
export interface NotProved {
  readonly code:
    | 'KEY_IS_ITS_OWN'
    | 'NO_WITNESS'
    | 'LATER_EVENTS'
    | 'LEFT_OUT'
    | 'WHOLE_LEDGER'
    | 'SEALED'
    | 'OTHER_STREAMS'
    | 'AFTERWARDS'
    | 'TRUTH';
  readonly what: string;
}

/** A stream of the bundle, and up to which position it is shown that no event of it is missing. */
export interface CheckedStream {
  readonly stream: string;
  readonly events: number;
  readonly leftOut: number;
  /** No open event of the stream is missing before this position. */
  readonly completeTo: number;
}

/** What was checked in a bundle. It holds where `wrong` is empty. */
export interface Report {
  readonly about: string;
  readonly reader: string;
  readonly events: number;
  /** The bundle tells of the positions before this one. */
  readonly upTo: number;
  readonly checkpoint?: { readonly origin: string; readonly size: number; readonly key: string };
  /** The witnesses whose keys were given and who have signed the checkpoint. */
  readonly witnesses: readonly string[];
  readonly streams: readonly CheckedStream[];
  readonly wrong: readonly Wrong[];
  readonly notProved: readonly NotProved[];
  /** The events in plain words, in order of position. */
  readonly story: readonly string[];
}
