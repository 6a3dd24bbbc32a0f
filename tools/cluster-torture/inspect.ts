import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { carryIntoEffect, SessionEvent } from '@jwg/domain';
import type { Row } from '@jwg/event-sourcing';
import type { LedgerStoredEvent, Platform } from '@jwg/platform';
import { built } from '../built.ts';
import type { Cluster } from '../cluster/start.ts';
import { findings as kafkaFindings } from '../relay-torture/findings.ts';
import { readCommitted } from '../relay-torture/read-committed.ts';

const PATIENCE_MS = 60_000;

/** The faults of the ledger, its read models and its topics once all are at rest; an empty list is a pass. */
export const inspect = async (
  cluster: Cluster,
  acknowledged: readonly string[],
): Promise<{ findings: string[]; figures: Record<string, number> }> => {
  const { Platform } = await built('platform/src/index');
  const { carryIntoEffect } = await built('domain/src/index');
  const { foldedRows, projections } = await built('read-models/src/index');
  const { evolveStatus } = await built('published-language/src/index');
  const platform = await Platform.open({
    ...{ folder: cluster.folder, readOnly: true, followers: 'worker', kurrentdb: cluster.kurrentdb },
    postgres: { url: cluster.postgres.url, pool: 4, statementTimeoutMs: 60_000 },
  });
  try {
    const found: string[] = [];
    const ledger = await atRest(platform, found);
    found.push(...ledgerFindings(ledger, acknowledged), ...effectFindings(ledger, carryIntoEffect));
    const [kept, fresh] = [platform.rows.at(ledger.length - 1, { wholeLedger: true }), foldedRows(ledger, projections)];
    let rows = 0;
    for (const projection of projections) {
      const [is, ought] = [await kept.find(projection), asStored(await fresh.find(projection))];
      rows += ought.length;
      if (!isDeepStrictEqual(is, ought)) found.push(`the rows of ${projection.name} differ from a fresh fold`);
    }
    const { brokers } = cluster.kafka!;
    const topics = { events: `${cluster.topics}.events.v1`, statuses: `${cluster.topics}.commitment-status.v1` };
    const published = await publishedWhole(brokers, topics.events, ledger.length);
    const statuses = await readCommitted(brokers, topics.statuses);
    found.push(...kafkaFindings({ ledger, events: published, statuses, evolveStatus }));
    return {
      findings: found,
      figures: {
        'events in the ledger': ledger.length,
        'of them by the policy': ledger.filter(isEffect).length,
        'rows compared with a fresh fold': rows,
        'records seen by a reader of what is committed': published.length,
        'records of statuses': statuses.length,
      },
    };
  } finally {
    await platform.close();
  }
};

/** Through JSON, which drops undefined fields. */
const asStored = (rows: readonly Row[]) => JSON.parse(JSON.stringify(rows)) as Row[];

/** The whole ledger, once no more events follow and the read models have caught up. */
const atRest = async (platform: Platform, found: string[]) => {
  const ledger: LedgerStoredEvent[] = [];
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    const before = ledger.length;
    for (let page: LedgerStoredEvent[] | undefined; page?.length !== 0; ledger.push(...page))
      page = (await platform.store.readAll(ledger.at(-1)?.cursor, 2_000)) as LedgerStoredEvent[];
    const checkpoints = await platform.checkpoints();
    const positions = platform.followers.map(({ name }) => [name, checkpoints.get(name)?.position ?? -1]);
    if (ledger.length === before && positions.every(([, it]) => it === ledger.length - 1)) return ledger;
    if (Date.now() < until) continue;
    found.push(`the read models did not get to position ${ledger.length - 1}: ${JSON.stringify(positions)}`);
    return ledger;
  }
};

const ledgerFindings = (ledger: readonly LedgerStoredEvent[], acknowledged: readonly string[]) => {
  const found: string[] = [];
  const ids = new Set(ledger.map(({ id }) => id));
  if (ids.size !== ledger.length) found.push(`${ledger.length - ids.size} events stand twice`);
  for (const [place, { position }] of ledger.entries())
    if (position !== place) found.push(`a gap before position ${position}`);
  const missing = acknowledged.filter((id) => !ids.has(id));
  if (missing.length > 0)
    found.push(`${missing.length} acknowledged events are missing: ${missing.slice(0, 3).join()}`);
  const answers = new Map<string, number>();
  for (const { stream, type, metadata, position } of ledger) {
    const command = `${metadata.commandId} ${stream} ${type}`;
    if (answers.has(command)) found.push(`one command, carried out at ${answers.get(command)} and at ${position}`);
    answers.set(command, position);
  }
  return found;
};

const isEffect = ({ metadata }: LedgerStoredEvent) => metadata.actor.role === 'policy';

/** Checks that each effect of each statement has left one event, in the stream of its commitment. */
const effectFindings = (ledger: readonly LedgerStoredEvent[], { react }: typeof carryIntoEffect) => {
  const found: string[] = [];
  const left = new Map<string, LedgerStoredEvent>();
  for (const event of ledger.filter(isEffect)) {
    const { stream, metadata } = event;
    const effect = `${metadata.causationId} ${stream}`;
    if (left.has(effect)) found.push(`an effect of ${metadata.causationId} was applied twice at ${stream}`);
    left.set(effect, event);
    if (event.type === 'EffectNotApplied' && event.data.refusal.code !== 'NOTHING_TO_DO')
      found.push(`an effect was refused at position ${event.position}`);
  }
  for (const event of ledger)
    for (const { id } of react(event as LedgerStoredEvent<SessionEvent>))
      // other events have no effects
      if (!left.delete(`${event.id} commitment-${id}`))
        found.push(`${event.type} at ${event.position} has no effect on ${id}`);
  for (const [effect] of left) found.push(`an effect that no statement has: ${effect}`);
  return found;
};

/** The records of the topic, once there are as many as events: the load writes no side-internal events. */
const publishedWhole = async (brokers: string[], topic: string, count: number) => {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(500)) {
    const records = await readCommitted(brokers, topic);
    if (records.length >= count || Date.now() > until) return records;
  }
};
