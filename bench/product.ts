/** The parts of the built product that benchmarks use; run.mjs builds it first. */
import { built } from '../tools/built.ts';

export const { openKurrentDbEventStore, openMemoryEventStore, openSqliteEventStore } =
  await built('event-store/src/index');
export const { encode } = await built('event-store/src/encode');
export const { Connection } = await built('event-store/src/kurrentdb/connection');
export const { LedgerIndex } = await built('event-store/src/kurrentdb/ledger-index');
export const { IndexKeeper } = await built('event-store/src/kurrentdb/index-keeper');
export const { toServer } = await built('event-store/src/kurrentdb/stored');
export const { SCHEMA } = await built('event-store/src/sqlite/schema');
export const { sharedReads, step, streamName } = await built('event-sourcing/src/index');
export const { carryIntoEffect, catalogue, forum, violations } = await built('domain/src/index');
export const {
  rowsAt,
  commitmentList,
  commitmentRecord,
  matrix,
  openPersonKeys,
  openRows,
  projectionFollower,
  projections,
  search,
  sessions,
  commitments,
  forums,
  spokenWords,
} = await built('read-models/src/index');
export const { openKafkaRelay, topicNames } = await built('relay/src/index');
export const { publishedEvents, publishedStatuses } = await built('relay/src/publication');
export const { statuses } = await built('relay/src/statuses');
export const { kafkaClient } = await built('relay/src/kafka/client');
export const { notaryFollower } = await built('platform/src/proving/notary');
export const { ProofFolder } = await built('platform/src/proving/proof-folder');
export const { proofsOf } = await built('platform/src/proving/proofs');
export const { Platform, verifyFolder } = await built('platform/src/index');
export const { openAdapters } = await built('platform/src/opening/open-adapters');
export const { effectId } = await built('platform/src/following/policies');
export const { eventId } = await built('platform/src/writing/to-events');
export const { inPresentForm } = await built('platform/src/opening/present-form');
export const { inClear } = await built('platform/src/persons/person-stores');
export const { Persons } = await built('platform/src/persons/persons');
