import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { catalogue, type EventType, forum, ForumId, forumOf, Name, named, oneOf } from '@jwg/domain';
import { idOf, streamName, type Cursor } from '@jwg/event-sourcing';
import type { LedgerStoredEvent, Platform } from '@jwg/platform';
import { Fits } from '../fits.js';
import { orNotFound } from './ledger-query.js';

export const EventTypes = Type.Array(named('EventType', oneOf(...(Object.keys(catalogue).sort() as EventType[]))), {
  minItems: 1,
  maxItems: 100,
});

/** What every question for the ledger's events has in common. */
export abstract class EventsQuery<Answer> extends Query<Answer> {
  /** Where to go on: the `cursor` of an event or of the answer before. `end`: with what is written from now on. */
  @IsOptional() @Fits(Name) after?: string;
  /** Only events of these types. */
  @IsOptional() @Fits(EventTypes) types?: EventType[];
  /** Only events of this forum, its sessions and its commitments. */
  @IsOptional() @Fits(ForumId) forum?: string;
}

/** Makes a predicate: whether an event matches the filters of the query. */
export const isAskedFor = ({ types, forum }: EventsQuery<unknown>): ((event: LedgerStoredEvent) => boolean) => {
  const wanted = types && new Set<string>(types);
  return ({ type, stream }) =>
    (wanted === undefined || wanted.has(type)) && (forum === undefined || forumOf(idOf(stream)) === forum);
};

/**
 * The cursor after which the answer begins.
 *
 * @throws NotFound  there is no such forum: a mistyped name must not read as "nothing happened"
 */
export const startOf = async (platform: Platform, asked: EventsQuery<unknown>): Promise<Cursor | undefined> => {
  if (asked.forum !== undefined) {
    const [established] = await platform.store.readStream(streamName(forum, asked.forum));
    orNotFound('forum', asked.forum, established);
  }
  return asked.after === 'end' ? (await platform.store.last())?.cursor : asked.after;
};
