import type { LedgerDecider, LedgerEvent, OccurredAt } from '@jwg/domain';
import type { Fact } from '@jwg/event-sourcing';
import type { Ledger, Receipt } from '@jwg/platform';
import type { LedgerCommand } from './ledger-command.js';

export type LedgerCommandClass = new () => LedgerCommand;
export type Fields = Readonly<Record<string, unknown>>;

/** The metadata that a command's class declares: all that the common handler needs. */
export interface Declaration {
  readonly decider: LedgerDecider<unknown, Fact, LedgerEvent>;
  /** The type of the decider's command, or of the statement that is recorded. */
  readonly type: string;
  /** The field that holds the stream's id. */
  readonly idField: string;
  /** Makes the decider's command from the stream's id and the other fields. */
  readonly toDecide: (id: string, fields: Fields, ledger: Ledger) => Fact | Promise<Fact>;
  /** Where the command has what its n-th event says, if not at its top. */
  readonly placeOf?: (event: number) => string;
  /** When the fact happened, unless the provenance says so. `undefined` means now. */
  readonly happened: (fields: Fields, id: string, ledger: Ledger) => Happened | Promise<Happened>;
  /** What it leads to in other streams at once, written together with it or not at all. */
  readonly andThen?: (receipt: Receipt, ledger: Ledger) => Promise<void>;
}
type Happened = OccurredAt | string | undefined;

const DECLARATION = Symbol('declaration');

export const declare = (kind: LedgerCommandClass, declaration: Declaration): void =>
  Reflect.defineMetadata(DECLARATION, declaration, kind);

/** @throws Error  when the class has neither `@On` nor `@Says` */
export const declarationOf = (kind: LedgerCommandClass): Declaration => {
  const declaration = Reflect.getOwnMetadata(DECLARATION, kind) as Declaration | undefined;
  if (!declaration) throw new Error(`${kind.name} does not say which stream it is for: put @On(…) on it`);
  return declaration;
};

type DataOf<C extends Fact, T> = Extract<C, { type: T }>['data'];
/** `K` if all its fields are known; otherwise a type that no class fits. */
export type Only<K, Known> = K & Record<Exclude<keyof K, keyof LedgerCommand | Known>, never>;

interface Particulars<Data, Added extends keyof Data> {
  /** The field that says when the fact happened. Without one, it happened when it was recorded. */
  readonly occurredAt?: keyof Data & string;
  /** Where it follows from other things when the fact happened. */
  readonly happened?: Declaration['happened'];
  readonly andThen?: Declaration['andThen'];
  /** The members of the data that follow from the id, besides the fields. */
  readonly adds?: (id: string) => Pick<Data, Added>;
}

/**
 * Puts the commands of a class to `decider`, as its command `type`, on the stream whose id is in `idField`. The other
 * fields are that command's data. `type` repeats the name of the class, which the compiler cannot see.
 */
export const On =
  <
    S,
    C extends Fact,
    E extends LedgerEvent,
    T extends C['type'],
    Id extends string,
    Added extends keyof DataOf<C, T> = never,
  >(
    decider: LedgerDecider<S, C, E>,
    type: T,
    idField: Id,
    { occurredAt, happened, adds, andThen }: Particulars<DataOf<C, T>, Added> = {},
  ) =>
  <K extends LedgerCommand & Record<Id, string> & Omit<DataOf<C, T>, Added>>(
    kind: new () => Only<K, Id | keyof DataOf<C, T>>,
  ): void =>
    declare(kind, {
      decider,
      type,
      idField,
      toDecide: (id, fields) => ({ type, data: { ...adds?.(id), ...fields } }),
      happened:
        happened ?? ((fields) => (occurredAt === undefined ? undefined : (fields[occurredAt] as string | undefined))),
      ...(andThen && { andThen }),
    });
