import { beforeEach, describe, expect, it } from '@jest/globals';
import { NeedsHuman } from './relay-checkpoint.js';
import type { TopicNames } from './topic-names.js';
import { Fenced, PublishFailed, type TopicRecord, type Topics } from './topics.js';

interface Step {
  readonly step: number;
}

export interface TopicsUnderTest {
  readonly names: TopicNames;
  /** The topics as another process would open them. */
  topics(): Topics<Step>;
  /** The committed records of a topic, each partition in its order. */
  read(topic: string): Promise<readonly Pick<TopicRecord, 'partition' | 'key' | 'value' | 'headers'>[]>;
}

/** The whole contract of the port, run against every adapter. `fresh` gives new topics each time. */
export const topicsContract = (name: string, fresh: () => TopicsUnderTest): void => {
  describe(`${name} as topics of a relay`, () => {
    let under: TopicsUnderTest;
    beforeEach(() => {
      under = fresh();
    });

    const open = () => under.topics().open();
    type Opened = Awaited<ReturnType<typeof open>>;
    const record = (publisher: Opened, key: string, value: string): TopicRecord => {
      const topic = under.names.events;
      return { topic, partition: publisher.partitionOf(topic, key), key, value, headers: { ce_id: value } };
    };
    const values = async () => (await under.read(under.names.events)).map(({ value }) => value);

    it('have no checkpoint before anything was published', async () => {
      const publisher = await open();
      expect(publisher.checkpoint).toBeUndefined();
      await publisher.close();
      const next = await open();
      expect(next.checkpoint).toBeUndefined();
      await next.close();
    });

    it('give the next publisher the checkpoint of the last publication', async () => {
      const first = await open();
      await first.publish([record(first, 'a', 'one')], { step: 1 });
      await first.publish([record(first, 'a', 'two')], { step: 2 });
      await first.close();
      const second = await open();
      expect(second.checkpoint).toEqual({ step: 2 });
      await second.close();
    });

    it('keep the order in each partition, with key, value and headers as given', async () => {
      const publisher = await open();
      const records = Array.from({ length: 60 }, (_, n) => record(publisher, `key ${n % 7}`, `"${n}"`));
      await publisher.publish(records.slice(0, 50), { step: 1 });
      await publisher.publish(records.slice(50), { step: 2 });
      await publisher.close();
      const read = await under.read(under.names.events);
      expect(read).toHaveLength(60);
      for (const partition of new Set(records.map((it) => it.partition))) {
        const expected = records.filter((it) => it.partition === partition).map(({ topic: _, ...rest }) => rest);
        expect(read.filter((it) => it.partition === partition)).toEqual(
          expected.map((it) => expect.objectContaining(it)),
        );
      }
    });

    it('take one publication of several megabytes for one partition, in order', async () => {
      const publisher = await open();
      const large = (n: number) => `"${n} ${'x'.repeat(200_000)}"`;
      await publisher.publish(
        Array.from({ length: 20 }, (_, n) => record(publisher, 'a', large(n))),
        { step: 1 },
      );
      await publisher.close();
      expect(await values()).toEqual(Array.from({ length: 20 }, (_, n) => large(n)));
    });

    it('give a key the same existing partition, whoever publishes', async () => {
      const keys = Array.from({ length: 30 }, (_, n) => `commitment-a.${n}`);
      const where = async () => {
        const publisher = await open();
        await publisher.close();
        const { events } = under.names;
        return [publisher.partitions(events), ...keys.map((key) => publisher.partitionOf(events, key))] as const;
      };
      const [count, ...first] = await where();
      expect(first.every((partition) => partition >= 0 && partition < count)).toBe(true);
      expect(new Set(first).size).toBe(count);
      expect(await where()).toEqual([count, ...first]);
    });

    it('take a heartbeat, which publishes nothing', async () => {
      const first = await open();
      await first.publish([], { step: 1 });
      await first.close();
      const second = await open();
      expect(second.checkpoint).toEqual({ step: 1 });
      expect(await values()).toEqual([]);
      await second.close();
    });

    it('fence an older publisher, and keep nothing of its open transaction', async () => {
      const older = await open();
      await older.publish([record(older, 'a', 'one')], { step: 1 });
      const younger = await open();
      await expect(older.publish([record(older, 'a', 'never')], { step: 9 })).rejects.toThrow(Fenced);
      await younger.publish([record(younger, 'a', 'two')], { step: 2 });
      await older.close();
      await younger.close();
      expect(await values()).toEqual(['one', 'two']);
      const next = await open();
      expect(next.checkpoint).toEqual({ step: 2 });
      await next.close();
    });

    it('are not opened again by a process that was overtaken, unless it insists', async () => {
      const [here, there] = [under.topics(), under.topics()];
      await (await here.open({ unlessOvertaken: true })).close();
      await (await here.open({ unlessOvertaken: true })).close(); // a process does not overtake itself
      const other = await there.open();
      await expect(here.open({ unlessOvertaken: true })).rejects.toThrow(Fenced);
      await other.publish([record(other, 'a', 'one')], { step: 1 }); // the question did not fence it
      const insisting = await here.open();
      await expect(other.publish([], { step: 2 })).rejects.toThrow(Fenced);
      expect(insisting.checkpoint).toEqual({ step: 1 });
      await Promise.all([other.close(), insisting.close()]);
    });

    it('let a process read the last checkpoint before it fences another', async () => {
      const older = await open();
      await older.publish([], { step: 1 });
      const seen: unknown[] = [];
      const lookFirst = async ({ step }: Step, partitions: (topic: string) => number) => {
        seen.push(step, partitions(under.names.events));
        throw new NeedsHuman('These are not ours', 'not ours');
      };
      await expect(under.topics().open({ lookFirst })).rejects.toThrow(NeedsHuman);
      expect(seen).toEqual([1, older.partitions(under.names.events)]);
      await older.publish([record(older, 'a', 'one')], { step: 2 });
      await older.close();
      expect(await values()).toEqual(['one']);
    });

    it('have no last checkpoint to read before anything was published', async () => {
      const lookFirst = async () => {
        throw new NeedsHuman('There is nothing', 'nothing');
      };
      await (await under.topics().open({ lookFirst })).close();
    });

    it('know which of the topics were ever written to', async () => {
      const { events, statuses } = under.names;
      const first = await open();
      expect([first.wasWritten(events), first.wasWritten(statuses)]).toEqual([false, false]);
      await first.publish([record(first, 'a', 'one')], { step: 1 });
      await first.close();
      const second = await open();
      expect([second.wasWritten(events), second.wasWritten(statuses)]).toEqual([true, false]);
      await second.close();
    });

    it('refuse a closed publisher', async () => {
      const publisher = await open();
      await publisher.close();
      await expect(publisher.publish([], { step: 1 })).rejects.toThrow(PublishFailed);
    });

    it('are silent once no checkpoint was written for the given time', async () => {
      const publisher = await open();
      await publisher.publish([], { step: 1 });
      let silent = false;
      const listening = under
        .topics()
        .silence(1_500, new AbortController().signal)
        .then(() => (silent = true));
      for (let step = 2; step < 22; step += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(silent).toBe(false);
        await publisher.publish([], { step });
      }
      await listening;
      await publisher.close();
    });

    it('stop waiting for silence when asked to', async () => {
      await (await open()).close();
      const wanted = new AbortController();
      const listening = under.topics().silence(60_000, wanted.signal);
      setTimeout(() => wanted.abort(new Error('enough')), 20);
      await expect(listening).rejects.toThrow('enough');
    });
  });
};
