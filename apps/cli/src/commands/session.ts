import type { Command } from 'commander';
import { GetSession, ListSessions } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { sessionViews } from '../render/session.js';
import { sessionsViews } from '../render/sessions.js';

export const session = (program: Command): Command =>
  asOf(program.command('session <id>'))
    .description(
      'the record of a session: statements, versions of the minutes, signatures, differences; or a forum’s sessions',
    )
    .action(async (id: string, options: AsOf) =>
      id.includes('.')
        ? print(options, await wholeSession(options, { sessionId: id, ...moment(options) }), sessionViews)
        : print(options, await ask(options, ListSessions, { forum: id, ...moment(options) }), sessionsViews),
    );

/** The record with all pages of statements. */
const wholeSession = async (options: AsOf, query: object) => {
  const { next: second, ...record } = await ask(options, GetSession, { ...query, limit: 500 });
  const statements = [...record.statements];
  for (let after = second; after !== undefined;) {
    const page = await ask(options, GetSession, { ...query, limit: 500, after });
    statements.push(...page.statements);
    after = page.next;
  }
  return { ...record, statements };
};
