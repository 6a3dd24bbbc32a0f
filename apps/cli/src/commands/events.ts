import type { Command } from 'commander';
import { ListEvents, type EventPage } from '@jwg/application';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { common, wholeNumber, type Common } from '../options.js';
import { print } from '../output.js';
import { table } from '../render/table.js';
import { when } from '../words.js';

export const events = (program: Command): Command =>
  common(program.command('events'))
    .description('the ledger itself, event by event, in order')
    .option('--after <cursor>', 'go on after this event')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action((options: Common & { after?: string; limit?: number }) =>
      withApp(options.data, 'read', async ({ queries }) => {
        const { after, limit } = options;
        print(options, await ask(queries, ListEvents, { after, limit }), render);
      }),
    );

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
