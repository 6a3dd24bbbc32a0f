import { createRequire } from 'node:module';

interface Partition {
  readonly topic: string;
  readonly partition: number;
}

interface OffsetManager {
  readonly autoCommit: boolean;
  readonly topicConfigurations: Readonly<Record<string, { fromBeginning?: boolean }>>;
  readonly resolvedOffsets: Record<string, Record<number, string>>;
  readonly cluster: {
    fetchTopicsOffset(
      topics: readonly object[],
    ): Promise<readonly { partitions: readonly { partition: number; offset: string }[] }[]>;
  };
  setDefaultOffset(place: Partition): Promise<void>;
}

/**
 * When the record at the committed offset was deleted, kafkajs 2.2.4 commits "the earliest" at once, without the
 * metadata in which the last sequence is kept: then nobody can tell any more that records are missing. With this patch
 * it reads on from the earliest record and commits nothing; the old place stays until a later record is handled. Other
 * consumers of the process, which let kafkajs commit for them, are left as they are.
 */
export const keepPlaceAtReset = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/consumer/offsetManager') as {
    prototype: OffsetManager & { jwgKeepsPlace?: true };
  };
  if (prototype.jwgKeepsPlace) return;
  const original = prototype.setDefaultOffset;
  Object.assign(prototype, {
    jwgKeepsPlace: true,
    async setDefaultOffset(this: OffsetManager, { topic, partition }: Partition) {
      if (this.autoCommit) return original.call(this, { topic, partition });
      const wanted = { topic, partitions: [{ partition }], ...this.topicConfigurations[topic] };
      const [found] = await this.cluster.fetchTopicsOffset([wanted]);
      this.resolvedOffsets[topic]![partition] = found!.partitions[0]!.offset;
    },
  });
};
