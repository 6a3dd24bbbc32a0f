import { Trans } from '@lingui/react/macro';
import { BackToNow } from '../moment/back-to-now.js';
import { useIsPast } from '../moment/use-moment.js';

/** Nothing says these words: in which way the ledger looks, so that the next try is a better one. */
export const NothingFound = ({ words }: { words: string }) => (
  <>
    {useIsPast() ? (
      <p>
        <Trans>
          Nothing that was recorded at that moment says <b dir="auto">{words}</b>.
        </Trans>{' '}
        <BackToNow className="link" />
      </p>
    ) : (
      <p>
        <Trans>
          Nothing that is recorded says <b dir="auto">{words}</b>.
        </Trans>
      </p>
    )}
    <p className="small quiet">
      <Trans>
        It looks for all of the words, each whole or by its beginning, in titles, texts, names and ids, in the languages
        in which they were recorded.
      </Trans>
    </p>
  </>
);
