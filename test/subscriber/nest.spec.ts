import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload, RpcException } from '@nestjs/microservices';
import { sample } from '@jwg/domain/samples';
import { toCloudEvent } from '@jwg/published-language';
import { kafka, type CloudEvent } from '@jwg/subscriber';
import { JwgLedger } from '../../docs/examples/nest/jwg-ledger.js';
import {
  eventAt,
  publishing,
  SOURCE,
  storedAt,
  until,
  type Publishing,
} from '../../libs/subscriber/src/testing/publishing.js';
import { kafkaBroker } from '../kafka.js';

const broker = await kafkaBroker();
const heard: string[] = [];
let isIll = true;

@Controller()
class Listening {
  @EventPattern('WorkStarted')
  started(@Payload() { data }: CloudEvent<'WorkStarted'>) {
    heard.push(`started: ${data.cause}`);
  }

  @EventPattern('*')
  async other(@Payload() { sequence }: CloudEvent) {
    if (sequence === '2' && isIll) throw new RpcException('not yet');
    heard.push(sequence);
  }
}

@Module({ controllers: [Listening] })
class Service {}

broker.describe('A service made with NestJS', () => {
  let press: Publishing;
  let ledger: JwgLedger;
  let app: INestMicroservice;
  const errors: string[] = [];

  beforeAll(async () => {
    const place = broker.fresh();
    press = await publishing(place);
    ledger = new JwgLedger({
      from: kafka({ ...place, group: `${place.prefix}-nest` }),
      onError: (error) => errors.push((error as Error).message),
      retryForMs: 50,
      retryMs: 20,
    });
    app = await NestFactory.createMicroservice(Service, { strategy: ledger, logger: false });
    await app.listen();
  });
  afterAll(async () => {
    await app.close();
    await press.close();
  });

  it('has a method for each type of event, and another turn at an event whose method failed', async () => {
    await press.send(0, eventAt(0), toCloudEvent(storedAt(1, sample('WorkStarted')), SOURCE), eventAt(2), eventAt(3));
    await until(() => heard.includes('3'));
    expect(heard).toEqual(['0', `started: ${sample('WorkStarted').data.cause}`, '3']);
    expect(errors[0]).toMatch(/^The handler of .*ProgressReported.* failed once: not yet$/);
    isIll = false;
    expect(await ledger.redrive()).toBe(1);
    expect(heard.at(-1)).toBe('2');
    expect(await ledger.health()).toEqual({ state: 'running', errors: [], lag: 0 });
  });
});
