import { LedgerError } from './ledger-error.js';
import type { Codec } from './codec.js';
import type { StoredEvent } from './event.js';

/**
 * Turns an event's data into the form of the next version. Pure. It accepts everything that was ever stored in its
 * version, and does not change its argument.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the form of an old version has no type any more
export type Upcaster = (data: any) => unknown;

/**
 * By type of event, then by the version that each upcaster starts from: `{ DueDateSet: { 1: (data) => … } }`. Versions
 * begin at 1, so the present version of a type is one more than the number of its upcasters. A type without upcasters
 * is at 1.
 */
export type Upcasters<Type extends string = string> = {
  readonly [T in Type]?: { readonly [fromVersion: number]: Upcaster };
};

/** The version in which new events of this type are written. */
export const presentVersion = (upcasters: Upcasters, type: string): number =>
  1 + (Object.hasOwn(upcasters, type) ? Object.keys(upcasters[type]!).length : 0);

/** A newer version of this program wrote an event, in a form that this version does not know. */
export class UnknownSchemaVersion extends LedgerError {
  override readonly name = 'UnknownSchemaVersion';
  readonly kind = 'cannotOpen';
  readonly eventId: string;
  constructor(
    { id, type, schemaVersion, stream, revision, position }: StoredEvent,
    /** The newest version of the type that this program knows. */
    readonly known: number,
  ) {
    super(
      `Event ${id}, ${type} at position ${position} (${stream}, revision ${revision}), has schema version ` +
        `${schemaVersion}; this program knows up to version ${known}. A newer program wrote it: install that version or ` +
        'a later one here, and go on. Nothing is lost meanwhile.',
    );
    this.eventId = id;
  }
}

/**
 * Decodes every event into its present form, one version after the other, and encodes only events in their present
 * form.
 *
 * - `decode` throws `UnknownSchemaVersion` where an event is newer than the table: its data must not be guessed at.
 * - `encode` throws a TypeError where an event does not say its present version.
 *
 * @throws TypeError  the table has a gap: the upcasters of a type start from 1, 2, 3 …
 */
export const upcasting = (upcasters: Upcasters): Codec => {
  const steps = new Map(Object.entries(upcasters).map(([type, each]) => [type, inOrder(type, each ?? {})]));
  const of = (type: string): readonly Upcaster[] => steps.get(type) ?? [];
  return {
    decode(event) {
      const each = of(event.type);
      const present = each.length + 1;
      if (event.schemaVersion === present) return event;
      if (event.schemaVersion > present) throw new UnknownSchemaVersion(event, present);
      let data: unknown = event.data;
      for (let version = event.schemaVersion; version < present; version += 1) data = each[version - 1]!(data);
      return { ...event, schemaVersion: present, data };
    },
    encode(event) {
      const present = of(event.type).length + 1;
      if (event.schemaVersion !== present)
        throw new TypeError(`${event.type} is written in version ${present}, not in version ${event.schemaVersion}`);
      return event;
    },
  };
};

const inOrder = (type: string, each: { readonly [fromVersion: number]: Upcaster }): readonly Upcaster[] =>
  Object.keys(each).map((_, index) => {
    const upcast = each[index + 1];
    if (!upcast) throw new TypeError(`${type} has no upcaster from version ${index + 1}; they start from 1, 2, 3 …`);
    return upcast;
  });
