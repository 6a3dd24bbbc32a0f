import { Trans, useLingui } from '@lingui/react/macro';
import type { BoardItem } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';

/** What was reported last on a commitment, in the words of the report; or that nothing ever was. */
export const LastReported = ({ item: { lastReport } }: { item: BoardItem }) => {
  const { i18n } = useLingui();
  if (!lastReport)
    return (
      <span className="care">
        <Trans>none recorded</Trans>
      </span>
    );
  const { on, narrative, percent } = lastReport;
  return (
    <span className="small">
      <b className="num">{dateWords(on, 'short', i18n.locale)}</b>
      {percent !== undefined && (
        <span className="num">
          {', '}
          <Trans>{percent} % done</Trans>
        </span>
      )}
      <bdi className="record">: {narrative}</bdi>
    </span>
  );
};
