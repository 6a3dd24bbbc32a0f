import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { dateWords } from '../words/dates.js';
import { fieldWords } from '../words/field-words.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import type { AdoptionSays } from './adoption.js';

/** One whole sentence for each case: languages order its parts differently. */
export const AdoptionSentence = ({ of, names }: { of: AdoptionSays; names: Names }) => {
  const { _ } = useLingui();
  const side = (id: string) => textIn(names.side(id)).words;
  switch (of.says) {
    case 'legacy':
      return <Trans>It is older than any session recorded here; no text signed by both sides contains it.</Trans>;
    case 'proposed': {
      const [by, on] = [side(of.by), dateWords(of.on)];
      return (
        <Trans>
          {by} proposed it on {on}; the other side has not answered.
        </Trans>
      );
    }
    case 'said': {
      const { session, ordinal } = of;
      const on = dateWords(of.on);
      return (
        <Trans>
          Both sides said it in{' '}
          <Link to="/sessions/$session" params={{ session }}>
            session {ordinal}
          </Link>{' '}
          on {on}. No minutes that contain it are recorded as drafted or signed.
        </Trans>
      );
    }
    case 'drafted': {
      const { version } = of;
      const on = dateWords(of.on);
      return (
        <Trans>
          It stands in draft {version} of {on}; neither side is recorded as having signed.
        </Trans>
      );
    }
    case 'oneSigned': {
      const { version } = of;
      const [by, other, on] = [side(of.side), side(of.other ?? ''), dateWords(of.on)];
      return (
        <Trans>
          {by} signed version {version} on {on}; {other} is not recorded as having signed the same text.
        </Trans>
      );
    }
    case 'voided': {
      const { version } = of;
      const by = side(of.side);
      return (
        <Trans>
          The record of version {version} was changed after {by} had signed it, so that signature is void; neither side
          is recorded as having signed what the record says now.
        </Trans>
      );
    }
    case 'signed': {
      const { session, ordinal, version, changed } = of;
      const on = dateWords(of.on);
      const fields = changed.map((it) => (fieldWords[it] ? _(fieldWords[it]) : it)).join(', ');
      const number = changed.length;
      return number === 0 ? (
        <Trans>
          Both sides signed version {version} of the minutes of{' '}
          <Link to="/sessions/$session" params={{ session }}>
            session {ordinal}
          </Link>{' '}
          on {on}; it stands in it.
        </Trans>
      ) : (
        <Trans>
          Both sides signed version {version} of the minutes of{' '}
          <Link to="/sessions/$session" params={{ session }}>
            session {ordinal}
          </Link>{' '}
          on {on}; it stands in it with changes: {fields}.
        </Trans>
      );
    }
    case 'leftOut': {
      const on = dateWords(of.on);
      return <Trans>It was said, but does not stand in the text that both sides signed on {on}.</Trans>;
    }
    case 'declined': {
      const on = dateWords(of.on);
      return <Trans>It was proposed, and declined or withdrawn on {on}.</Trans>;
    }
  }
};
