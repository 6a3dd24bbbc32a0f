import { createRequire } from 'node:module';

interface ConsumerGroup {
  readonly autoCommit: boolean;
  readonly cluster: { refreshMetadata(): Promise<void> };
  recoverFromFetch(error: Error): Promise<void>;
}

/**
 * When a connection breaks, kafkajs 2.2.4 forgets the broker, finds that it knows none, and gives up its membership. The
 * broker that comes back then waits for the lost member, for as long as a session lasts. With this patch it asks which
 * brokers there are, until one answers, and goes on as the same member. Consumers that let kafkajs commit are left as
 * they are.
 */
export const askAgainAtLoss = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup') as {
    prototype: ConsumerGroup & { jwgAsksAgain?: true };
  };
  if (prototype.jwgAsksAgain) return;
  const original = prototype.recoverFromFetch;
  Object.assign(prototype, {
    jwgAsksAgain: true,
    async recoverFromFetch(this: ConsumerGroup, error: Error) {
      const isLost = error.name === 'KafkaJSConnectionClosedError' || error.name === 'KafkaJSConnectionError';
      if (isLost && !this.autoCommit) await this.cluster.refreshMetadata();
      else await original.call(this, error);
    },
  });
};
