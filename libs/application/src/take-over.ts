import { v5 } from 'uuid';
import { idOf } from '@jwg/event-sourcing';
import { broughtUpBy, session, idIn, sessionOf, setRight, type SessionCommand } from '@jwg/domain';
import { requestContext, type Ledger, type LedgerStoredEvent, type Receipt } from '@jwg/platform';
import { provenanceOf } from './ledger-command.js';
import type { Declaration } from './on.js';
import { onItsDay } from './session/statement.js';

/** The statements that left a session are said in the one in which they were made, each with its own source. */
export const takeOverIn: NonNullable<Declaration['andThen']> = async (receipt, ledger) => {
  const moved = receipt.events.flatMap(({ type, data }) =>
    type === 'RecordAnnulled' && data.movedTo !== undefined ? [{ ...data, movedTo: data.movedTo }] : [],
  );
  const renumbered = Object.fromEntries(moved.map(({ statementId, movedTo }) => [statementId, movedTo]));
  const give = giving(receipt, ledger);
  for (const { statementId, eventId, movedTo } of moved) {
    const from = sessionOf(statementId);
    const state = await ledger.load(session, from);
    const { fact: said } = idIn(state.statements, statementId)!;
    const to = sessionOf(movedTo);
    const history = await ledger.history('session', from);
    const entered = history.find(({ id }) => id === eventId)!;
    const brings = [...broughtUpBy(entered as never, state)];
    await give(
      to,
      { type: 'TakeOverStatement', data: { said, from: { statementId, eventId, brings }, renumbered } },
      entered,
    );
    for (const addition of additionsTo(eventId, history)) {
      if (addition.type === 'TextAdded')
        await give(to, { type: 'AddText', data: { statementId: movedTo, text: addition.data.text } }, addition);
      if (addition.type !== 'SourceAdded') continue;
      const { source, differs } = addition.data;
      await give(
        to,
        { type: 'AddSource', data: { to: movedTo, source, ...(differs !== undefined && { differs }) } },
        addition,
      );
    }
  }
};

const additionsTo = (eventId: string, history: readonly LedgerStoredEvent[]): LedgerStoredEvent[] =>
  setRight(history).filter(
    ({ type, data }) => (type === 'TextAdded' || type === 'SourceAdded') && data.eventId === eventId,
  );

/** Gives commands that follow from one command, on the day of their session, and as what was entered before says. */
const giving = ({ stream }: Receipt, ledger: Ledger) => {
  const { ifMatch: _, ...by } = requestContext();
  let given = 0;
  return async (to: string, command: SessionCommand, { metadata }: LedgerStoredEvent): Promise<void> => {
    const { authority, source, visibility } = metadata;
    const commandId = v5(`${idOf(stream)} ${(given += 1)}`, by.commandId);
    const occurredAt = await onItsDay({}, to, ledger);
    await ledger.transact(session, to, command, provenanceOf({ authority, source, visibility }, occurredAt), {
      ...by,
      commandId,
    });
  };
};
