import { forum, ForumId, Name, Words } from '@jwg/domain';
import { requestContext, type Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { declare, type Fields } from '../on.js';
import { Invalid } from '../parse-input.js';
import { NotFound } from '../reading/ledger-query.js';

/**
 * The name of a person is destroyed, wherever the ledger has it: from then on everybody reads that they are forgotten.
 * It cannot be undone. The forum keeps who asked for it, when and why, and not the name.
 */
export class ForgetPerson extends LedgerCommand {
  @Fits(ForumId) forumId!: string;
  /** The name as it was recorded, or the id with which somebody acted; capitals and spaces do not matter. */
  @Fits(Name) name!: string;
  /** It is kept for ever, so it must not have the name in it. */
  @Fits(Words) reason!: string;
}

/** @throws NotFound, Invalid */
const toDecide = async (forumId: string, fields: Fields, ledger: Ledger) => {
  const { name, reason } = fields as Pick<ForgetPerson, 'name' | 'reason'>;
  if (reason.toLowerCase().includes(name.toLowerCase()))
    throw new Invalid([{ field: '/reason', rule: 'must not have the name in it: it is kept for ever' }]);
  const person = (await ledger.personNamed(name)) ?? (await forgottenBefore(forumId, ledger));
  // The name itself is not told: problems are logged.
  if (person === undefined) throw new NotFound('person', 'with this name');
  return { type: 'ForgetPerson', data: { person, reason } };
};

/** Whom this same command has forgotten already: given again, it gets its receipt, though the name is found no more. */
const forgottenBefore = async (forumId: string, ledger: Ledger): Promise<string | undefined> => {
  const { commandId } = requestContext();
  const before = (await ledger.history('forum', forumId)).find(({ metadata }) => metadata.commandId === commandId);
  return before?.type === 'PersonForgotten' ? before.data.person : undefined;
};

declare(ForgetPerson, {
  decider: forum,
  type: 'ForgetPerson',
  idField: 'forumId',
  toDecide,
  happened: () => undefined,
});
