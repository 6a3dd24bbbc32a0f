import { Plural, Trans } from '@lingui/react/macro';
import type { Board } from '../api/types.gen.js';

/** The answer first: how much it leads, and what of it calls for attention. */
export const BoardSentence = ({ board: { lead, support, counts } }: { board: Board }) => {
  const overdue = lead.filter((it) => it.urgency === 'overdue').length;
  const undated = lead.filter(({ flags }) => flags.includes('undated')).length;
  const silent = lead.filter(({ lastReport }) => !lastReport).length;
  const done = counts.completed + counts.closed;
  if (lead.length === 0 && support.length === 0)
    return (
      <p className="say-it">
        <Trans>It leads and supports nothing that is open.</Trans> {done > 0 && <Done counts={counts} />}
      </p>
    );
  return (
    <p className="say-it">
      <b>
        <Plural
          value={lead.length}
          _0="It leads no open commitment."
          one="It leads # open commitment."
          other="It leads # open commitments."
        />
      </b>{' '}
      {lead.length > 0 &&
        (overdue > 0 ? (
          <Plural value={overdue} one="# is overdue." other="# are overdue." />
        ) : undated === lead.length ? (
          <Trans>Nothing is overdue, because no date is set for any of them.</Trans>
        ) : (
          <Trans>Nothing is overdue.</Trans>
        ))}{' '}
      {undated > 0 && undated < lead.length && (
        <Plural value={undated} one="# has no due date." other="# have no due date." />
      )}{' '}
      {silent > 0 && <Plural value={silent} one="# has had no report." other="# have had no report." />}{' '}
      {done > 0 && <Done counts={counts} />}
    </p>
  );
};

const Done = ({ counts }: { counts: Board['counts'] }) => (
  <>
    <Plural value={counts.completed} _0="None is completed yet." one="# is completed." other="# are completed." />{' '}
    {counts.closed > 0 && (
      <Plural value={counts.closed} one="# was closed in another way." other="# were closed in another way." />
    )}
  </>
);
