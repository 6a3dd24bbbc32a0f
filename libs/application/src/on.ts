import type { LedgerDecider, LedgerEvent, OccurredAt } from '@jwg/domain';
import type { Fact } from '@jwg/event-sourcing';
import type { Ledger } from '@jwg/platform';
import type { LedgerCommand } from './ledger-command.js';

export type LedgerCommandClass = new () => LedgerCommand;
export type Fields = Readonly<Record<string, unknown>>;

/** What a command's class says about its commands: all that the one handler needs. */
export interface Declaration {
  readonly decider: LedgerDecider<unknown, Fact, LedgerEvent>;
  /** The type of the decider's command, or of the statement that is recorded. */
  readonly type: string;
  /** The field that holds the stream's id. */
  readonly idField: string;
  /** What is put to the decider, made from the id and the fields without it. */
  readonly toDecide: (id: string, fields: Fields) => Fact;
  /** When it happened, unless the provenance says so. `undefined` means now. */
  readonly happened: (fields: Fields, id: string, ledger: Ledger) => Happened | Promise<Happened>;
}
type Happened = OccurredAt | string | undefined;

const DECLARATION = Symbol('declaration');

export const declare = (kind: LedgerCommandClass, declaration: Declaration): void =>
  Reflect.defineMetadata(DECLARATION, declaration, kind);

/** @throws Error  where the class has neither `@On` nor `@Says` */
export const declarationOf = (kind: LedgerCommandClass): Declaration => {
  const declaration = Reflect.getOwnMetadata(DECLARATION, kind) as Declaration | undefined;
  if (!declaration) throw new Error(`${kind.name} does not say which stream it is for: put @On(…) on it`);
  return declaration;
};

type DataOf<C extends Fact, T> = Extract<C, { type: T }>['data'];
/** `K`, where all its fields are known; no class fits otherwise. */
export type Only<K, Known> = K & Record<Exclude<keyof K, keyof LedgerCommand | Known>, never>;

interface Particulars<Data, Added extends keyof Data> {
  /** The field that says when it happened. Without one, it happened when it was recorded. */
  readonly occurredAt?: keyof Data & string;
  /** What the data have besides the fields: it follows from the id. */
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
    { occurredAt, adds }: Particulars<DataOf<C, T>, Added> = {},
  ) =>
  <K extends LedgerCommand & Record<Id, string> & Omit<DataOf<C, T>, Added>>(
    kind: new () => Only<K, Id | keyof DataOf<C, T>>,
  ): void =>
    declare(kind, {
      decider,
      type,
      idField,
      toDecide: (id, fields) => ({ type, data: { ...adds?.(id), ...fields } }),
      happened: (fields) => (occurredAt === undefined ? undefined : (fields[occurredAt] as string | undefined)),
    });
