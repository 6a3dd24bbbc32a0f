import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@jwg/event-sourcing';
import {
  BrokersAway,
  kafkaReplays,
  replayIntoKafka,
  Fenced,
  NeedsHuman,
  PublishFailed,
  ReplayRefused,
  TopicsDiffer,
  topicNames,
  type HeardReplay,
  type ReplayStatus,
} from '@jwg/relay';
import type { Settings } from '../settings/settings.js';
import { requestContext } from '../writing/request-context.js';
import { BrokersUnavailable, brokersOf, replayNamed } from './brokers.js';
import { Quota } from './quota.js';

export { ReplayRefused };

/** A replay, whichever process runs it. */
export interface ReplayState {
  readonly topic: string;
  /** Positions of the first and the last event, both included. */
  readonly from: number;
  readonly to: number;
  /** `interrupted`: a new request with the same bounds continues it. */
  readonly state: 'running' | 'done' | 'interrupted';
  /** Position of the last event that it handled; one before `from` when it has only begun. */
  readonly position: number;
  /** The percentage that is done; 100 only when all of it is. */
  readonly percent: number;
  /** Events published, without those that are internal to a side. */
  readonly events: number;
  /** Why it was interrupted, if this process knows. */
  readonly failure?: string;
}

/** After this many milliseconds without a transaction, no process is assumed to run the replay. */
export const UNHEARD_MS = 30_000;
/** Milliseconds to wait for a replay that begins, to see whether it is refused. */
const BEGINNING_MS = 2_000;

/** Each replay is a topic that stays until somebody deletes it. */
export const TOPICS_A_DAY = 10;
const DAY_MS = 86_400_000;

interface Begun {
  status: ReplayStatus;
  failure?: string;
  readonly ended: Promise<void>;
  readonly stop: AbortController;
  isRunning: boolean;
}

/** The replays of this process, and the status of those of other processes. */
export class Replays {
  private readonly begun = new Map<string, Begun>();
  private readonly quota = new Quota(TOPICS_A_DAY, DAY_MS);

  constructor(
    private readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'last'>,
    private readonly settings: Pick<Settings, 'kafka' | 'publicUrl'>,
  ) {}

  /**
   * Begins a replay, or continues an interrupted one. Does not wait for its end. A replay that is running here, or
   * done, does not change.
   *
   * @param asked  `topic` may also be a name alone
   * @throws NoBrokers, ReplayRefused, BrokersUnavailable
   */
  async begin({ topic: asked, from, to }: { topic: string; from: number; to: number }): Promise<ReplayState> {
    const brokers = brokersOf(this.settings);
    const name = replayNamed(asked, brokers);
    const topic = topicNames(brokers.prefix).replay(name);
    const stored = this.begun.has(topic) ? undefined : (await this.stored()).find((it) => it.topic === topic);
    const known = this.begun.get(topic)?.status ?? stored; // another call may have begun it meanwhile
    if (known && (known.from !== from || known.to !== to))
      throw new ReplayRefused(
        `Topic ${topic} holds a replay of positions ${known.from} to ${known.to}, not ${from} to ${to}: ` +
          'give a replay of other bounds another name.',
      );
    const { id } = requestContext().actor;
    if (!known && !this.quota.takes(id))
      throw new ReplayRefused(
        `${id} has begun ${TOPICS_A_DAY} replays within a day here, and each is a topic that stays. ` +
          'Continue one of them, or come back tomorrow.',
      );
    if (!known?.finished && !this.begun.get(topic)?.isRunning) {
      const status = known ?? { topic, from, to, position: from - 1, events: 0, finished: false };
      await this.start(name, status);
    }
    const here = this.begun.get(topic);
    return here ? hereState(here) : stateOf(known!, 'interrupted');
  }

  /** @throws NoBrokers, ReplayRefused, BrokersUnavailable */
  async find(asked: string): Promise<ReplayState | undefined> {
    const brokers = brokersOf(this.settings);
    const topic = topicNames(brokers.prefix).replay(replayNamed(asked, brokers));
    const here = this.begun.get(topic);
    return here?.isRunning ? hereState(here) : (await this.list()).find((it) => it.topic === topic);
  }

  /** @throws NoBrokers, ReplayRefused, BrokersUnavailable */
  async list(): Promise<readonly ReplayState[]> {
    const states = new Map((await this.stored()).map((it) => [it.topic, elsewhereState(it)]));
    for (const [topic, it] of this.begun) {
      const stored = states.get(topic);
      if (it.isRunning || !stored) states.set(topic, hereState(it));
      else if (stored.state !== 'done') states.set(topic, { ...stored, failure: it.failure });
    }
    return [...states.values()].sort((a, b) => (a.topic < b.topic ? -1 : 1));
  }

  /** Interrupts the replays that run here. */
  async close(): Promise<void> {
    const running = [...this.begun.values()];
    running.forEach(({ stop }) => stop.abort(new Error('The server is stopping')));
    await Promise.all(running.map(({ ended }) => ended));
  }

  private stored(): Promise<readonly HeardReplay[]> {
    return kafkaReplays(brokersOf(this.settings)).catch(refuse);
  }

  private async start(name: string, status: ReplayStatus): Promise<void> {
    const { topic, from, to } = status;
    const stop = new AbortController();
    const progressed = Promise.withResolvers<void>();
    const work = replayIntoKafka({
      ...{ ...brokersOf(this.settings), store: this.store, source: this.settings.publicUrl!, name, from, to },
      signal: stop.signal,
      progress: (reached) => {
        begun.status = reached;
        progressed.resolve();
      },
    });
    const ended = work.then(
      ({ alreadyFinished: _, ...reached }) => void Object.assign(begun, { status: reached, isRunning: false }),
      (error: Error) => void Object.assign(begun, { failure: reasonFor(error), isRunning: false }),
    );
    const begun: Begun = { status, stop, ended, isRunning: true };
    this.begun.set(topic, begun);
    try {
      await Promise.race([work, progressed.promise, sleep(BEGINNING_MS, undefined, { ref: false })]);
    } catch (error) {
      this.begun.delete(topic);
      refuse(error);
    }
  }
}

/** Why the replay was refused or failed, as an error for the caller. */
const refuse = (error: unknown): never => {
  const { message } = error as Error;
  if (error instanceof BrokersAway) throw new BrokersUnavailable(reasonFor(error), { cause: error });
  if (error instanceof PublishFailed || error instanceof Fenced)
    throw new BrokersUnavailable(`The brokers cannot be reached, or do not do as they are asked: ${message}`, {
      cause: error,
    });
  if (error instanceof TopicsDiffer || error instanceof NeedsHuman) throw new ReplayRefused(message, { cause: error });
  throw error;
};

/** Without the brokers' addresses: it goes to callers. */
const reasonFor = (error: Error): string =>
  error instanceof BrokersAway ? 'The brokers cannot be reached.' : error.message;

const hereState = ({ status, isRunning, failure }: Begun): ReplayState => ({
  ...stateOf(status, isRunning ? 'running' : 'interrupted'),
  ...(failure !== undefined && { failure }),
});

/** If this process was the last to work on the replay and is not running it now, nobody is. */
const elsewhereState = (it: HeardReplay): ReplayState => {
  const isOurs = it.owner === `${hostname()}/${process.pid}`;
  const isHeard = !isOurs && Date.now() - Date.parse(it.at) < UNHEARD_MS;
  return stateOf(it, isHeard ? 'running' : 'interrupted');
};

const stateOf = (
  { topic, from, to, position, events, finished }: ReplayStatus,
  unfinished: 'running' | 'interrupted',
): ReplayState => ({
  topic,
  from,
  to,
  state: finished ? 'done' : unfinished,
  position,
  percent: Math.floor((100 * (position - from + 1)) / (to - from + 1)),
  events,
});
