import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { TopicsDiffer } from '../topics.js';

/** kafkajs's ConfigResourceTypes.TOPIC, which Node cannot import by name. */
const TOPIC = 2;

/** The requirements for one topic. */
export interface RequiredTopic {
  readonly name: string;
  readonly partitions: number;
  /** Settings that a new topic gets and that an existing topic must have. */
  readonly settings: Readonly<Record<string, string>>;
  /** Numbers that a new topic gets, and that an existing topic must not be below. */
  readonly atLeast?: Readonly<Record<string, number>>;
  /** Settings that a new topic gets. An existing topic may differ, for the operator's reasons. */
  readonly advice?: Readonly<Record<string, string>>;
}

export interface TopicPolicy {
  /** Whether the relay creates missing topics; otherwise an operator does. */
  readonly create: boolean;
  /** The replicas of each partition; the broker's default when absent. */
  readonly replication?: number;
}

/**
 * Creates the missing topics and compares the existing ones. An existing topic is never changed: its settings and data
 * are the operator's.
 *
 * @throws TopicsDiffer  one sentence for each difference
 */
export const requireTopics = async (
  admin: Admin,
  required: readonly RequiredTopic[],
  policy: TopicPolicy,
): Promise<void> => {
  const missing = await missingOf(admin, required, policy);
  for (const topic of missing) await make(admin, topic, policy);
  if (missing.length > 0) await untilKnown(admin, missing);
  await compare(
    admin,
    required.filter((it) => !missing.includes(it)),
    policy,
  );
};

/**
 * Compares the topics and returns the names of those that the relay would create. Creates nothing.
 *
 * @throws TopicsDiffer  one sentence for each difference
 */
export const missingTopics = async (
  admin: Admin,
  required: readonly RequiredTopic[],
  policy: TopicPolicy,
): Promise<string[]> => {
  const missing = await missingOf(admin, required, policy);
  await compare(
    admin,
    required.filter((it) => !missing.includes(it)),
    policy,
  );
  return missing.map(({ name }) => name);
};

const missingOf = async (admin: Admin, required: readonly RequiredTopic[], policy: TopicPolicy) => {
  const existing = new Set(await admin.listTopics());
  const missing = required.filter(({ name }) => !existing.has(name));
  if (missing.length > 0 && !policy.create) throw new TopicsDiffer(missing.map(howToMake(policy)).join('\n'));
  return missing;
};

const compare = async (admin: Admin, found: readonly RequiredTopic[], policy: TopicPolicy): Promise<void> => {
  const differences = found.length > 0 ? await differencesOf(admin, found, policy) : [];
  if (differences.length > 0) throw new TopicsDiffer(differences.join('\n'));
};

const allOf = ({ advice, settings, atLeast }: RequiredTopic) => ({ ...advice, ...settings, ...atLeast });

/** A topic that another process creates at the same moment has the same settings. */
const make = (admin: Admin, topic: RequiredTopic, { replication }: TopicPolicy) =>
  admin.createTopics({
    waitForLeaders: false, // the wait of kafkajs fails at a broker that does not know the topic yet
    topics: [
      {
        topic: topic.name,
        numPartitions: topic.partitions,
        ...(replication !== undefined && { replicationFactor: replication }),
        configEntries: Object.entries(allOf(topic)).map(([name, value]) => ({ name, value: String(value) })),
      },
    ],
  });

const KNOWN_WITHIN_MS = 10_000;

/** Waits until every broker knows the new topics and each partition has a leader. */
const untilKnown = async (admin: Admin, made: readonly RequiredTopic[]): Promise<void> => {
  const topics = made.map(({ name }) => name);
  for (const began = performance.now(); ;) {
    try {
      await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
      return;
    } catch (error) {
      if (performance.now() - began > KNOWN_WITHIN_MS) throw error;
    }
    await sleep(50);
  }
};

const differencesOf = async (admin: Admin, topics: readonly RequiredTopic[], { replication }: TopicPolicy) => {
  const [{ topics: metadata }, { resources }] = await Promise.all([
    admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) }),
    admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map(({ name, settings, atLeast }) => ({
        type: TOPIC,
        name,
        configNames: Object.keys({ ...settings, ...atLeast }),
      })),
    }),
  ]);
  return topics.flatMap(({ name, partitions, settings, atLeast = {} }) => {
    const differences: string[] = [];
    const is = metadata.find((topic) => topic.name === name)?.partitions ?? [];
    if (is.length !== partitions)
      differences.push(
        `Topic ${name} has ${is.length} partitions, and the settings ask for ${partitions}: set them to ${is.length}. ` +
          '(Adding partitions would break the order of each stream.)',
      );
    const copies = is[0]?.replicas.length;
    if (replication !== undefined && copies !== undefined && copies !== replication)
      differences.push(
        `Topic ${name} has ${copies} copies of each partition, and the settings ask for ${replication}: ` +
          `have them reassigned (kafka-reassign-partitions.sh), or set ${copies}.`,
      );
    const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const compareOne = (setting: string, wanted: string | number, fits: (value: string) => boolean) => {
      const value = entries.find(({ configName }) => configName === setting)?.configValue;
      if (value !== undefined && !fits(value))
        differences.push(
          `Topic ${name} has ${setting}=${value}, and ${typeof wanted === 'number' ? 'at least ' : ''}${wanted} is wanted: ` +
            `kafka-configs.sh --alter --entity-type topics --entity-name ${name} --add-config ${setting}=${wanted}`,
        );
    };
    for (const [setting, wanted] of Object.entries(settings)) compareOne(setting, wanted, (value) => value === wanted);
    for (const [setting, wanted] of Object.entries(atLeast)) compareOne(setting, wanted, (value) => +value >= wanted);
    return differences;
  });
};

const howToMake =
  ({ replication }: TopicPolicy) =>
  (topic: RequiredTopic): string =>
    `There is no topic ${topic.name}, and the settings leave it to an operator to make it: kafka-topics.sh --create --topic ${topic.name} ` +
    `--partitions ${topic.partitions}${replication === undefined ? '' : ` --replication-factor ${replication}`}` +
    Object.entries(allOf(topic))
      .map(([setting, value]) => ` --config ${setting}=${value}`)
      .join('');
