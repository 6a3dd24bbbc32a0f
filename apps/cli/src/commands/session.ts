import type { Command } from 'commander';
import { GetSession, ListSessions } from '@jwg/application';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { renderSession, renderSessions } from '../render/session.js';

export const session = (program: Command): Command =>
  asOf(program.command('session <id>'))
    .description(
      'the record of a session: statements, versions of the minutes, signatures, differences; or a forum’s sessions',
    )
    .action((id: string, options: AsOf) =>
      withApp(options.data, 'read', async ({ queries }) => {
        if (id.includes('.')) {
          const query = { sessionId: id, ...moment(options) };
          return print(options, await ask(queries, GetSession, query), renderSession);
        }
        const query = { forum: id, ...moment(options) };
        return print(options, await ask(queries, ListSessions, query), renderSessions);
      }),
    );
