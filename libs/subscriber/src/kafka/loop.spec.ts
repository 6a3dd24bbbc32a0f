import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sample } from '@jwg/domain/samples';
import { toCloudEvent } from '@jwg/published-language';
import { kafkaBroker } from '../../../../test/kafka.js';
import { events, isOf, kafka } from '../index.js';
import { eventAt, publishing, SOURCE, storedAt, type Publishing } from '../testing/publishing.js';

const broker = await kafkaBroker();

broker.describe('a subscription as a loop', () => {
  let place: { brokers: string[]; prefix: string };
  let press: Publishing;

  beforeEach(async () => {
    place = broker.fresh();
    press = await publishing(place);
  });
  afterEach(() => press.close());

  const loop = (more: Partial<Parameters<typeof events>[0]> = {}) =>
    events({ from: kafka({ ...place, group: `${place.prefix}-loop` }), ...more });

  it('hands over one event after another; the one at which it is left comes first again', async () => {
    await press.send(0, eventAt(0), toCloudEvent(storedAt(1, sample('WorkStarted')), SOURCE), eventAt(2));
    const heard: string[] = [];
    for await (const event of loop()) {
      if (event.sequence === '1') break;
      heard.push(event.sequence);
    }
    for await (const event of loop()) {
      heard.push(isOf(event, 'WorkStarted') ? event.data.cause : event.sequence);
      if (event.sequence === '2') break;
    }
    expect(heard).toEqual(['0', sample('WorkStarted').data.cause, '2']);
  });

  it('does not count an event whose turn of the loop fails', async () => {
    await press.send(0, eventAt(0));
    const fails = async () => {
      for await (const event of loop()) throw new Error(`cannot bear ${event.sequence}`);
    };
    await expect(fails()).rejects.toThrow('cannot bear 0');
    for await (const event of loop()) {
      expect(event.sequence).toBe('0');
      break;
    }
  });

  it('ends when its signal is aborted, and throws what ends the subscription', async () => {
    await press.send(0, eventAt(0), eventAt(5, { previous: '3' }));
    const heard: string[] = [];
    const listen = async (signal?: AbortSignal) => {
      for await (const event of loop({ signal })) heard.push(event.sequence);
    };
    await expect(listen()).rejects.toThrow('after 0 came 5, which follows 3');
    expect(heard).toEqual(['0']);
    await listen(AbortSignal.abort());
  });
});
