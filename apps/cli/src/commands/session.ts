import type { Command } from 'commander';
import { GetSession, ListAllSessions, ListSessions } from '@jwg/application';
import { ask } from '../ask.js';
import { choices, namesIn } from '../choices.js';
import { Failure } from '../failures.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { sessionViews } from '../render/session.js';
import { allSessionsViews, sessionsViews } from '../render/sessions.js';

interface Options extends AsOf {
  phase?: string[];
  after?: string;
  limit?: number;
}

const phases = namesIn(ListAllSessions, 'phase');

export const session = (program: Command): Command =>
  asOf(program.command('session [id]'))
    .description(
      'the record of a session: statements, versions of the minutes, signatures, differences; or a forum’s sessions; or those of all forums, the latest first',
    )
    .addOption(choices('--phase <phase>', phases, `of all forums, those in one of these phases: ${phases.join(', ')}`))
    .option('--after <session>', 'of all forums: go on after the last one of the page before')
    .option('--limit <n>', 'of all forums: how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (id: string | undefined, options: Options) => {
      const { phase, after, limit } = options;
      if (id === undefined) {
        const query = { phase, after, limit, ...moment(options) };
        return print(options, await ask(options, ListAllSessions, query), allSessionsViews);
      }
      if (phase ?? after ?? limit)
        throw new Failure(
          'invalid',
          '--phase, --after and --limit are for the sessions of all forums; leave out the id.',
        );
      return id.includes('.')
        ? print(options, await wholeSession(options, { sessionId: id, ...moment(options) }), sessionViews)
        : print(options, await ask(options, ListSessions, { forum: id, ...moment(options) }), sessionsViews);
    });

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
