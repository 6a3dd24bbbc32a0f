import type { EventStore } from '@jwg/event-sourcing';
import {
  checkKafka,
  kafkaRelayTrace,
  NeedsHuman,
  replayIntoKafka,
  type KafkaOptions,
  type PublishedLedger,
  type KafkaReplayOptions,
} from '@jwg/relay';
import { openStore } from '../opening/open-adapters.js';
import { inPresentForm } from '../opening/present-form.js';
import type { ServerSettings } from '../settings/settings.js';
import { brokersOf, replayNamed } from './brokers.js';

/** What other processes can know about the relay. */
export interface RelayStanding {
  /** `silent`: no relay was active for longer than a waiting relay would wait; `none`: there never was a relay. */
  readonly role: 'active' | 'silent' | 'none';
  /** `host/pid` of the relay that was active last. */
  readonly owner?: string;
  /** ISO 8601: when it was last active. */
  readonly heard?: string;
  /** Position of the last event that it handled; -1 before the first. */
  readonly position: number;
  /** The position of the ledger's last event; -1 when there is none. */
  readonly end: number;
  readonly lag: number;
  /** Why a relay of this ledger refuses to publish there: what is wrong, and the way out. */
  readonly refusal?: string;
}

/**
 * Reads the ledger and the relay's topics, without disturbing the processes that use them.
 *
 * @throws NoBrokers, TopicsDiffer, BrokersAway, PublishFailed, and what opening a ledger throws
 */
export const relayStanding = async (settings: ServerSettings): Promise<RelayStanding> => {
  const brokers = brokersOf(settings);
  return withLedger(settings, async (store) => {
    const trace = await kafkaRelayTrace(brokers);
    const { position = -1, owner, at: heard } = trace ?? {};
    const end = (await store.last())?.position ?? -1;
    const { takeOverMs } = settings.kafka!;
    const isHeard = heard !== undefined && Date.now() - Date.parse(heard) < takeOverMs;
    const role = heard === undefined ? 'none' : isHeard ? 'active' : 'silent';
    const refusal = await refusalOf(brokers, { store, source: settings.publicUrl });
    return { role, owner, heard, position, end, lag: Math.max(0, end - position), ...(refusal && { refusal }) };
  });
};

const refusalOf = async (brokers: KafkaOptions, ledger: PublishedLedger): Promise<string | undefined> => {
  try {
    await checkKafka(brokers, ledger);
  } catch (error) {
    if (error instanceof NeedsHuman) return error.message;
    throw error;
  }
  return undefined;
};

/**
 * Runs a replay in this process, from the ledger, beside the ledger's writer. Guarantees and errors: `replay` in
 * libs/relay.
 */
export const replayBeside = async (
  settings: ServerSettings,
  { topic, ...bounds }: Pick<KafkaReplayOptions, 'from' | 'to' | 'progress' | 'signal'> & { readonly topic: string },
) => {
  const brokers = brokersOf(settings);
  const name = replayNamed(topic, brokers);
  return withLedger(settings, (store) =>
    replayIntoKafka({ ...brokers, ...bounds, name, store: inPresentForm(store), source: settings.publicUrl }),
  );
};

const withLedger = async <T>(settings: ServerSettings, work: (store: EventStore) => Promise<T>): Promise<T> => {
  const store = await openStore({ ...settings, readOnly: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};
