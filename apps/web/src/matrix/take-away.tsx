import { Trans, useLingui } from '@lingui/react/macro';
import { addressOf } from '../api/fetch-json.js';
import { PopoverButton } from '../controls/popover-button.js';
import { Mark } from '../marks/mark.js';
import { useMoment } from '../moment/use-moment.js';
import { matrixParameters, type MatrixSearch } from './matrix-search.js';

/** On paper, or the same question to the API. */
export const TakeAway = ({ forum, search }: { forum: string; search: MatrixSearch }) => {
  const { t } = useLingui();
  const moment = useMoment();
  const { institution, side, kind, status, flag, q, sort } = matrixParameters(search);
  const asked = { ...moment, institution, side, kind, status, flag, q, sort };
  return (
    <PopoverButton
      label={t`Print, export`}
      align="end"
      shown={
        <>
          <Mark name="print" />
          <Trans>Print, export</Trans>
        </>
      }
    >
      {() => (
        <>
          <button type="button" className="btn quiet" onClick={() => window.print()}>
            <Trans>Print what is shown</Trans>
          </button>
          <a
            className="btn quiet"
            href={addressOf(`/v1/forums/${forum}/matrix`, asked)}
            target="_blank"
            rel="noreferrer"
          >
            <Trans>The same from the API, as JSON</Trans>
          </a>
        </>
      )}
    </PopoverButton>
  );
};
