import type { Command } from 'commander';
import { ListEvents, ListPublishedEvents, toFeedEvent, type EventPage, type FeedEvent } from '@jwg/application';
import { variable } from '@jwg/platform';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { Failure } from '../failures.js';
import { follow } from '../follow.js';
import { common, wholeNumber, type Common } from '../options.js';
import { print } from '../output.js';
import { table } from '../render/table.js';
import { server } from '../server.js';
import { when } from '../words.js';

interface Options extends Common {
  after?: string;
  limit?: number;
  types?: string[];
  forum?: string;
  cloudevents?: boolean;
  follow?: boolean;
  url?: string;
}

export const events = (program: Command): Command =>
  common(program.command('events'))
    .description('the ledger itself, event by event, in order')
    .option('--after <cursor>', 'go on after this event; end: with what is written from now on')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .option('--types <types>', 'only events of these types, with commas between', (text) => text.split(','))
    .option('--forum <forum>', 'only events of this forum, its sessions and its commitments')
    .option('--cloudevents', 'as CloudEvents, published events only')
    .option('--follow', 'from a running server: published events as they are written, without end')
    .option('--url <server>', 'the server to follow, as whom JWG_TOKEN says', server)
    .action((options: Options) => (options.follow ? following(options) : page(options)));

const page = (options: Options): Promise<void> => {
  if (options.url !== undefined) throw new Failure('invalid', '--url is for --follow.');
  const { after, limit, types, forum } = options;
  return withApp(options.data, 'read', async ({ queries }) => {
    const asked = { after, limit, types, forum };
    if (!options.cloudevents) return print(options, await ask(queries, ListEvents, asked), render);
    const { events } = await ask(queries, ListPublishedEvents, asked);
    const source = variable(process.env, 'JWG_PUBLIC_URL') ?? 'http://localhost:3000';
    const published = events.map((event) => toFeedEvent(event, source));
    print({ ...options, json: true }, published, String);
  });
};

const following = async ({ url, limit, json, cloudevents, after, types, forum }: Options): Promise<void> => {
  if (url === undefined) throw new Failure('invalid', '--follow takes the --url of a running server.');
  if (limit !== undefined) throw new Failure('invalid', '--limit is for pages; --follow has no end.');
  const asked = new URLSearchParams(
    Object.entries({ after, types: types?.join(','), forum }).filter(
      (it): it is [string, string] => it[1] !== undefined,
    ),
  );
  for await (const event of follow(`${url}/v1/events/stream?${asked.toString()}`))
    process.stdout.write(`${json || cloudevents ? JSON.stringify(event) : line(event)}\n`);
};

/** One line for an event; `org.jwgledger.jwg.DecisionTaken.v1` is printed as `DecisionTaken`. */
const line = ({ sequence, type, subject, revision, time, recordedtime }: FeedEvent): string =>
  `${sequence.padStart(7)}  ${type.split('.').at(-2)!.padEnd(26)}  ${time.slice(0, 10)}  ${recordedtime.slice(0, 19)}Z  ${subject} ${revision}`;

const render = ({ events, next }: EventPage): string =>
  [
    table(
      [
        { title: 'At', width: 7 },
        { title: 'Event', width: 26 },
        { title: 'Stream' },
        { title: 'Happened', width: 10 },
        { title: 'Recorded', width: 20 },
      ],
      events.map(({ position, type, stream, revision, metadata, recordedAt }) => [
        String(position),
        type,
        `${stream} ${revision}`,
        when(metadata.occurredAt),
        `${recordedAt.slice(0, 19)}Z`,
      ]),
    ),
    ...(next === undefined ? [] : [`More: --after ${next}`]),
  ].join('\n');
