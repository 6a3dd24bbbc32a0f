import { commitmentsNamedIn, forumOf, isStatement, mayRestOn, sessionOf, type LedgerEvent } from '@jwg/domain';
import { idOf, type EventStore } from '@jwg/event-sourcing';
import { isOf, causingStatement, streamOf, type Recorded } from '../events/citation.js';
import { flagContextOf } from '../commitments/flag-context.js';
import { commitments } from '../commitments/projection.js';
import { dealtWithBy, sittingsOf } from '../dockets/served.js';
import { endOfOccurrence } from '../events/dates.js';
import { forums } from '../forums/projection.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { sessions } from '../sessions/projection.js';

/**
 * A forum's events in the order of the log: those of its own stream, of the sessions that it holds or shares, and of the
 * commitments that it deals with; of the sessions and forums of others that these name, because they mentioned the
 * commitment or because it is due by them. Without a forum, the events of all forums.
 */
export const eventsOf = async (
  reader: RowReader,
  store: Pick<EventStore, 'readStream'>,
  forum: string | undefined,
): Promise<Recorded[]> => {
  const [own, sittings, dealtWith] = await Promise.all([
    reader.find(forums, { key: forum }),
    forum === undefined ? reader.find(sessions) : sittingsOf(reader, forum),
    forum === undefined ? reader.find(commitments) : dealtWithBy(reader, forum),
  ]);
  const around = await flagContextOf(reader, dealtWith);
  // What other forums' sessions said about them, above all the parent's.
  const acts = await wholeLists(
    reader,
    commitments,
    dealtWith.map(({ id }) => id),
    'acts',
  );
  const elsewhere = [...acts.values()].flat().map(({ statement }) => sessionOf(statement));
  const streams = new Set([
    ...[...own.map(({ id }) => id), ...around.forums.keys()].map((id) => streamOf('forum', id)),
    ...[...sittings.map(({ id }) => id), ...around.sessions.keys(), ...elsewhere].map((id) => streamOf('session', id)),
    ...dealtWith.map(({ id }) => streamOf('commitment', id)),
  ]);
  const events = await Promise.all([...streams].map((stream) => store.readStream(stream)));
  return (events.flat() as Recorded[]).sort((a, b) => a.position - b.position);
};

/**
 * What had happened by an instant, in the order in which it happened: by the end of each event's day, month or year,
 * then by position. Each event gets its place in this order as `position`, and keeps its position in the log as
 * `logged`.
 *
 * Records are often begun late and dated by the day of the entry. So what an event begins exists as soon as any event
 * mentions it: a session that is entered today was scheduled before it met in 2022.
 */
export const inOrderOfOccurrence = (events: readonly Recorded[], until: string): Recorded[] => {
  const dated = events.map((event) => ({ event, end: endOfOccurrence(event.metadata.occurredAt) }));
  const firstSigns = new Map<string, string>();
  for (const { event, end } of dated)
    for (const thing of evidenceOf(event)) firstSigns.set(thing, earlier(end, firstSigns.get(thing)));
  return dated
    .map(({ event, end }) => ({ event, end: earlier(end, firstSigns.get(begins(event) ?? '')) }))
    .filter(({ end }) => end <= until)
    .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : a.event.position - b.event.position))
    .map(({ event }, place) => ({ ...event, position: place, logged: event.position }));
};

const earlier = (a: string, b: string | undefined): string => (b !== undefined && b < a ? b : a);

/** What begins with this event: a forum with its institutions, a session, a commitment, a version of the minutes. */
const begins = (event: Recorded): string | undefined => {
  const subject = idOf(event.stream);
  if (event.type === 'MinutesDrafted') return `${subject} ${event.data.version}`;
  return event.revision === 0 || event.type === 'InstitutionRegistered' ? subject : undefined;
};

/** What must have existed when this event happened. */
const evidenceOf = (event: Recorded): string[] => {
  const subject = idOf(event.stream);
  const signs = event.type === 'MinutesSignedBySide' || event.type === 'MinutesEnteredIntoEffect';
  return [
    subject,
    forumOf(subject),
    ...commitmentsNamedIn(event),
    ...(signs ? [`${subject} ${event.data.version}`] : []),
  ];
};

/**
 * Only what rests on a signed record: the frame of forums and sessions; what was said, if both sides signed it or it
 * came from a signed text; and its effects. A commitment that no signed text brought up or adopted loses its
 * registration, so it appears in no list.
 */
export const onSignedRecord = (events: readonly Recorded[]): Recorded[] => {
  const signed = signedStatements(events);
  const adopted = new Set(events.filter(isAdoption).map(({ stream }) => stream));
  return events.filter((event) => {
    if (restsOnSignature(event) || isOf('forum', event)) return true;
    if (isOf('session', event)) return !isStatement(event) || signed.has(event.data.statementId);
    const statement = causingStatement(event);
    if (statement !== undefined && signed.has(statement)) return true;
    return isAdoption(event) || (event.type === 'CommitmentRegistered' && adopted.has(event.stream));
  });
};

/** It was entered from what both sides signed, by somebody who may enter that. Earlier ledgers took anybody's word. */
const restsOnSignature = ({ metadata: { authority, actor } }: Recorded): boolean =>
  (authority === 'signedMinutes' || authority === 'instrument') && mayRestOn(authority, actor);

const isAdoption = ({ type }: LedgerEvent): boolean =>
  type === 'CommitmentAdopted' || type === 'CommitmentAdoptedWithChanges';

/** The statements in the versions that both sides signed. */
const signedStatements = (events: readonly Recorded[]): Set<string> => {
  const inEffect = new Map<string, number>();
  for (const event of events)
    if (event.type === 'MinutesEnteredIntoEffect') inEffect.set(idOf(event.stream), event.data.version);
    else if (event.type === 'MinutesEffectTakenBack') inEffect.delete(idOf(event.stream));
  return new Set(
    events.flatMap((event) =>
      event.type === 'MinutesDrafted' && inEffect.get(idOf(event.stream)) === event.data.version
        ? event.data.statementIds
        : [],
    ),
  );
};
