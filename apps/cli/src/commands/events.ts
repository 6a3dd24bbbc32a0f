import type { Command } from 'commander';
import { ListEvents, ListPublishedEvents, toFeedEvent, type FeedEvent } from '@jwg/application';
import { addressOf } from '../addresses.js';
import { ask } from '../ask.js';
import { choices, namesIn } from '../choices.js';
import { Failure } from '../failures.js';
import { follow } from '../follow.js';
import { reading, wholeNumber, type Reading } from '../options.js';
import { print, say } from '../output.js';
import { eventLine, eventsViews } from '../render/events.js';
import { jsonText } from '@jwg/audit';
import { request } from '../server.js';
import { publicAddress } from '../server-address.js';

interface Options extends Reading {
  after?: string;
  limit?: number;
  types?: string[];
  forum?: string;
  cloudevents?: boolean;
  follow?: boolean;
}

export const events = (program: Command): Command =>
  reading(program.command('events'))
    .description('the ledger itself, event by event, in order')
    .option('--after <cursor>', 'go on after this event; end: with what is written from now on')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .addOption(
      choices('--types <types>', namesIn(ListEvents, 'types'), 'only events of these types, with commas between'),
    )
    .option('--forum <forum>', 'only events of this forum, its sessions and its commitments')
    .option('--cloudevents', 'as CloudEvents, published events only')
    .option('--follow', 'from a running server: published events as they are written, without end')
    .action((options: Options) => (options.follow ? following(options) : page(options)));

const page = async (options: Options): Promise<void> => {
  const { after, limit, types, forum, url } = options;
  const asked = { after, limit, types, forum };
  if (!options.cloudevents) return print(options, await ask(options, ListEvents, asked), eventsViews);
  say(jsonText(await (url === undefined ? published(options, asked) : publishedThere(url, asked)), 2));
};

const published = async (options: Options, asked: object): Promise<FeedEvent[]> => {
  const { events } = await ask(options, ListPublishedEvents, asked);
  const source = publicAddress();
  return events.map((event) => toFeedEvent(event, source));
};

const publishedThere = (url: string, asked: object): Promise<unknown> =>
  request({ url: url + addressOf('ListPublishedEvents', { ...asked }), method: 'GET' });

const following = async ({ url, limit, json, csv, cloudevents, after, types, forum }: Options): Promise<void> => {
  if (url === undefined) throw new Failure('invalid', '--follow takes the --url of a running server.');
  if (limit !== undefined) throw new Failure('invalid', '--limit is for pages; leave it out with --follow.');
  if (csv) throw new Failure('invalid', '--csv is for pages; --follow prints lines, or JSON with --json.');
  const address = addressOf('FollowEvents', { after, types, forum });
  for await (const event of follow(url + address)) say(json || cloudevents ? jsonText(event) : eventLine(event));
};
