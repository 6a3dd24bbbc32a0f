import { randomUUID } from 'node:crypto';
import type { NewRecord } from './record.ts';

const NOTHING = Buffer.alloc(0);

/** Parsed by hand, because JSON.parse would round the mark of a soft delete. */
export const truncateBefore = (data: Uint8Array): string =>
  /"\$tb"\s*:\s*(\d+)/.exec(Buffer.from(data).toString('utf8'))?.[1] ?? '0';

/** An event that the server itself writes. */
export const systemEvent = (stream: string, type: string, value: object): NewRecord => ({
  stream,
  id: randomUUID(),
  type,
  json: true,
  data: Buffer.from(JSON.stringify(value)),
  metadata: NOTHING,
});

/** The metadata of a stream, as JSON text. */
export const metadataEvent = (stream: string, text: string): NewRecord => ({
  ...systemEvent(`$$${stream}`, '$metadata', {}),
  data: Buffer.from(text),
});
