import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { storedSample } from '@jwg/domain/samples';
import { toCloudEvent } from '../cloud-event.js';
import { fromHeaders, headerOf, toHeaders, UnreadableRecord } from '../kafka-headers.js';
import { asyncApi } from './asyncapi.js';
import { attributes } from './attributes.js';
import { eventTypes, schemas, type JsonSchema } from './schemas.js';
import { compared, pathOf } from './testing/reference.js';
import { validating } from './testing/validating.js';

interface Document {
  readonly components: {
    readonly schemas: { readonly CloudEvent: JsonSchema };
    readonly messageTraits: { readonly onKafka: { readonly headers: JsonSchema } };
    readonly messages: Readonly<Record<string, { payload: { $ref: string }; examples: [Example] }>>;
  };
}
type Example = { readonly headers: Record<string, string>; readonly payload: unknown };

const source = 'http://localhost:3000';
const made = asyncApi({ prefix: 'jwg', source }) as Document;
const { messages, messageTraits, schemas: inDocument } = made.components;
const validator = validating(...Object.values(schemas()));
const fitsHeaders = validator.compile(messageTraits.onKafka.headers);

describe('The AsyncAPI document', () => {
  it('is the file in docs/reference (UPDATE_REFERENCE=1 npm test -- libs/published-language renews it)', async () => {
    const it = await compared('asyncapi.json', JSON.stringify(made));
    expect(it.kept).toBe(it.made);
  });

  it('passes the parser of the AsyncAPI project', async () => {
    const file = resolve(pathOf('asyncapi.json'));
    const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'), { source: file });
    const faults: readonly number[] = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning];
    expect(diagnostics.filter(({ severity }) => faults.includes(severity))).toEqual([]);
    expect(document!.channels().map((it) => it.address())).toEqual([
      'jwg.events.v1',
      'jwg.commitment-status.v1',
      'jwg.checkpoints.v1',
      'jwg.replay.{name}',
      '/v1/events/batch',
      '/v1/events/stream',
    ]);
    expect(document!.channels().get('events')!.messages().length).toBe(eventTypes.length);
  });

  it.each([...eventTypes, 'CommitmentStatus'])('shows a %s that fits its headers and its schema', (name) => {
    const { payload, examples } = messages[name]!;
    const fits = validator.getSchema(payload.$ref.slice(1))!;
    expect([fitsHeaders(examples[0].headers), fitsHeaders.errors]).toEqual([true, null]);
    expect([fits(examples[0].payload), fits.errors]).toEqual([true, null]);
  });

  it('names every possible header, and marks those that are always present', () => {
    const event = storedSample('DecisionTaken');
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const whole = {
      ...toCloudEvent({ ...event, metadata: { ...event.metadata, traceparent } }, source),
      previous: '4',
    };
    const headers = toHeaders(whole);
    expect(Object.keys(headers).sort()).toEqual([...Object.keys(attributes).map(headerOf), 'traceparent'].sort());
    expect(fitsHeaders(headers)).toBe(true);
    for (const name of Object.keys(headers)) {
      const { [name]: _, ...rest } = headers;
      const needed = messageTraits.onKafka.headers.required!.includes(name);
      expect([name, fitsHeaders(rest)]).toEqual([name, !needed]);
      if (needed) expect(() => fromHeaders(rest, '{}')).toThrow(UnreadableRecord);
      else expect(fromHeaders(rest, '{}')).toMatchObject({ id: event.id });
    }
  });

  it('describes the event in one object, as it goes over HTTP', () => {
    const fits = validator.compile(inDocument.CloudEvent);
    const event = { ...toCloudEvent(storedSample('DecisionTaken'), source), cursor: '7' };
    expect([fits(event), fits.errors]).toEqual([true, null]);
    expect(fits({ ...event, data: undefined })).toBe(false);
  });
});
