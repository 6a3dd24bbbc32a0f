import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor, Authority, OccurredAt, Source, Viewer, Visibility } from '@jwg/domain';

/** Who asks, and under which id: the same for all that one request, one line of an import or one policy does. */
export interface RequestContext {
  readonly actor: Actor;
  /** UUID. The same id with the same command again: the first answer again. */
  readonly commandId: string;
  readonly correlationId?: string;
  /** The event that led to the command; the command's own id where a person gave it. */
  readonly causationId?: string;
  /** W3C Trace Context of the request; no part of the command: a retry comes with another. */
  readonly traceparent?: string;
  /** The revision that the stream must be at: who gives the command has seen it there and no further. */
  readonly ifMatch?: number;
  /** For the operator who holds the data folder: questions are answered from all sides' events. */
  readonly wholeLedger?: boolean;
}

/** Where what a command says comes from; whatever is missing is taken from the circumstances and the clock. */
export interface Provenance {
  readonly occurredAt?: OccurredAt;
  readonly authority?: Authority;
  readonly source?: Source;
  readonly visibility?: Visibility;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Carries the circumstances to every command given and every question asked inside `work`, across awaits. */
export const within = <T>(circumstances: RequestContext, work: () => T): T => storage.run(circumstances, work);

export const requestContext = (): RequestContext => {
  const current = storage.getStore();
  if (!current) throw new Error('A command was given, or a question asked, outside of `under(circumstances, …)`');
  return current;
};

/** Through whose eyes the ledger is read: the actor's own side, whomever it may act for. */
export const viewerOf = ({ actor, wholeLedger }: RequestContext): Viewer => ({ side: actor.side, wholeLedger });

/** Through whose eyes the ledger is read here. */
export const viewer = (): Viewer => viewerOf(requestContext());
