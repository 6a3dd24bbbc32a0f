import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rehearsed } from '@jwg/application';
import { categoryOf, idOf, type Category, type Receipt as LedgerReceipt, type ReplayState } from '@jwg/platform';

/** The answer to a command: what it led to, now or when it came the first time; no events when it was already so. */
export interface Receipt {
  readonly kind: 'receipt';
  readonly stream: string;
  /** The stream's last revision; -1 while it is empty. */
  readonly revision: number;
  /** For `?atLeast=`; missing when nothing was written. */
  readonly cursor?: string;
  readonly events: readonly RecordedEvent[];
}

/** An event that a command led to. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly position: number;
  readonly data: unknown;
}

/** A receipt over HTTP: 201 with the new events and their address, or 200 when the command changed nothing. */
export const answerReceipt = (reply: FastifyReply, { stream, revision, cursor, events }: LedgerReceipt): Receipt => {
  reply.status(events.length > 0 ? 201 : 200).header('ETag', `"${revision}"`);
  if (events[0]?.revision === 0) reply.header('Location', addressOf(stream));
  return {
    kind: 'receipt',
    stream,
    revision,
    ...(cursor !== undefined && { cursor }),
    events: events.map(({ id, type, position, data }) => ({ id, type, position, data })),
  };
};

/** What a command would lead to, if it were given now. Nothing was written. */
export interface Rehearsal extends Rehearsed {
  readonly kind: 'rehearsal';
}

export const answerRehearsal = (reply: FastifyReply, done: Rehearsed): Rehearsal => {
  reply.status(200); // nothing was made
  return { kind: 'rehearsal', ...done };
};

/** 202 while a replay is running; 200 when nothing is left to do. */
export const answerBegun = (reply: FastifyReply, replay: ReplayState): ReplayState => {
  reply.status(replay.state === 'done' ? 200 : 202).header('Location', `/v1/replays/${replay.topic}`);
  return replay;
};

const paths: Readonly<Record<Category, string>> = {
  forum: 'forums',
  session: 'sessions',
  commitment: 'commitments',
  reads: 'reads',
};

/** `session-cpec-jwg-st.2` → `/v1/sessions/cpec-jwg-st.2` */
const addressOf = (stream: string): string => `/v1/${paths[categoryOf(stream) as Category]}/${idOf(stream)}`;

/** Sets the Link header to the next page of a list (RFC 8288). */
export const linkNext = (reply: FastifyReply, { url }: FastifyRequest, answer: { next?: string | number }): void => {
  if (answer.next === undefined) return;
  const next = new URL(url, 'http://here');
  next.searchParams.delete('atLeast');
  next.searchParams.set('after', String(answer.next));
  reply.header('Link', `<${next.pathname}${next.search}>; rel="next"`);
};

/**
 * A proof of a tree whose size was given never changes. Every other answer may, even as of a position, because a person
 * may be forgotten; it is revalidated by its ETag.
 */
export const cacheControl = ({ query, routeOptions }: FastifyRequest): string => {
  const given = query as Record<string, unknown>;
  const { fixedBy } = routeOptions.config;
  return fixedBy !== undefined && given[fixedBy] !== undefined
    ? 'private, max-age=31536000, immutable'
    : 'private, no-cache';
};
