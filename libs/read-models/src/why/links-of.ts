import { sessionOf, wrongIn, type Movable, type Move } from '@jwg/domain';
import { withAuthors } from '../journal/who-corrected.js';
import type { RowsAt } from '../rows/rows-at.js';
import { correctionsOf } from '../sessions/statements.js';
import { linkOf, moveLink, type OwnEvent, type ReasonLink, type SetRightLink, type StatementLink } from './links.js';
import { SHOWN } from './refusals.js';

/** The link of what moved it last; where that set something right, the links of what had been entered come after it. */
export const linksOf = async (
  asked: RowsAt,
  field: Movable,
  move: Move<OwnEvent> | undefined,
  events: readonly OwnEvent[],
): Promise<ReasonLink[]> => {
  if (!move) return [];
  const link = await moveLink(asked.reader, field, move);
  const wrong = wrongIn(move.event);
  if (wrong.length === 0) return [link];
  const entered = events.filter((it) => wrong.includes(it.id)).slice(1 - SHOWN);
  const links = await Promise.all(entered.map((it) => linkOf(asked.reader, it)));
  const said = links.flatMap(({ statement }) => (statement ? [statement] : []));
  return [{ ...link, setRight: await setRightLink(asked, move.event, said) }, ...links];
};

const setRightLink = async (
  asked: RowsAt,
  { data, metadata }: OwnEvent,
  said: readonly StatementLink[],
): Promise<SetRightLink> => {
  const corrections = await correctionsOf(
    asked.reader,
    said.map(({ eventId }) => eventId),
  );
  const cause = corrections.find(({ eventId }) => eventId === metadata.causationId);
  const [follows] = cause ? await withAuthors(asked, sessionOf(cause.statement), [cause]) : [];
  return {
    ...('reason' in data && typeof data.reason === 'string' && { reason: data.reason }),
    ...('field' in data && { field: data.field, old: data.old, new: data.new }),
    ...(follows && {
      follows: {
        position: follows.position,
        ...(follows.by && { by: follows.by }),
        ...(follows.enteredBy && { enteredBy: follows.enteredBy }),
      },
    }),
  };
};
