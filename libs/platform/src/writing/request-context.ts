import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor, Authority, DoubtCode, OccurredAt, Source, Viewer, Visibility } from '@jwg/domain';

/** Who asks, and under which id: the same for everything that one request, one line of an import or one policy does. */
export interface RequestContext {
  readonly actor: Actor;
  /** UUID. The same id with the same command gets the first answer again. */
  readonly commandId: string;
  readonly correlationId?: string;
  /** The event that led to the command; the command's own id if a person gave the command. */
  readonly causationId?: string;
  /** W3C Trace Context of the request. It is not part of the command: a retry comes with another one. */
  readonly traceparent?: string;
  /** The revision that the stream must have: the last one that the sender of the command has seen. */
  readonly ifMatch?: number;
  /** For the operator who holds the data folder: queries see all sides' events. */
  readonly wholeLedger?: boolean;
  /** Nobody knows who asks: whoever may read without a token. */
  readonly unknown?: boolean;
}

/** Where the content of a command comes from. Missing fields are filled from the request context and the clock. */
export interface Provenance {
  readonly occurredAt?: OccurredAt;
  readonly authority?: Authority;
  readonly source?: Source;
  readonly visibility?: Visibility;
  /** The doubts about the entry that its sender confirms. They are no part of what is said. */
  readonly confirm?: readonly DoubtCode[];
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Passes the context to every command and every query inside `work`, across awaits. */
export const within = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

export const requestContext = (): RequestContext => {
  const current = storage.getStore();
  if (!current) throw new Error('A command was given, or a question asked, outside of `within(context, …)`');
  return current;
};

/** The viewer for whom the ledger is read: the actor's own side, even if the actor acts for somebody else. */
export const viewerOf = ({ actor, wholeLedger }: RequestContext): Viewer => ({ side: actor.side, wholeLedger });

/** The viewer for whom the ledger is read here. */
export const viewer = (): Viewer => viewerOf(requestContext());
