import { Plural, Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { dateWords } from '../words/dates.js';
import { Compared } from './compared.js';
import type { Which } from './go-to.js';
import type { Moment } from './moment.js';
import { asOfKind } from './moment-words.js';
import { lineOf, placeOf, type Moments } from './stops.js';
import { useMoment } from './use-moment.js';
import { useForumId } from './use-moments.js';

interface AsOfWordsProps {
  readonly moments?: Moments;
  readonly position?: number;
  /** The moment that it is compared with. */
  readonly other?: Moment;
  /** Lets the reader type a moment. */
  readonly type: (which: Which) => void;
}

/** The moment as a sentence; below it by what it goes, and how much of the whole it has. */
export const AsOfWords = ({ moments, position, other, type }: AsOfWordsProps) =>
  other ? (
    <Compared other={other} type={type} />
  ) : (
    <div className="say">
      <Sentence />
      <small>
        <ByWhat moments={moments} />{' '}
        {position !== undefined && (
          <Trans>
            Told as of position <bdi className="num">{position}</bdi>.
          </Trans>
        )}{' '}
        {moments && <HowMuch moments={moments} position={position} />}
      </small>
    </div>
  );

const Sentence = () => {
  const { i18n } = useLingui();
  const moment = useMoment();
  const forum = useForumId();
  const kind = asOfKind(moment);
  if (kind === undefined)
    return moment.asOfBasis ? (
      <Trans>
        You see <b>what had happened until now</b>
      </Trans>
    ) : (
      <Trans>
        You see the record <b>as it is now</b>
      </Trans>
    );
  if ('position' in kind)
    return (
      <Trans>
        You see the record <b>as of position {kind.position}</b>
      </Trans>
    );
  if ('day' in kind) {
    const day = dateWords(kind.day, 'long', i18n.locale);
    return (
      <Trans>
        You see the record <b>as of {day}</b>
      </Trans>
    );
  }
  const number = kind.session.slice(kind.session.lastIndexOf('.') + 1);
  return kind.session.split('.')[0] === forum ? (
    <Trans>
      You see the record <b>as of the close of session {number}</b>
    </Trans>
  ) : (
    <Trans>
      You see the record <b>as of the close of session {kind.session}</b>
    </Trans>
  );
};

const ByWhat = ({ moments }: { moments?: Moments }) => {
  const { i18n } = useLingui();
  const { asOf, asOfBasis } = useMoment();
  const session = moments?.sessions.find(({ id }) => id === asOf);
  if (asOf === undefined && asOfBasis === undefined) return <Trans>Choose a moment on the line of time.</Trans>;
  if (asOfBasis)
    return session ? (
      <Trans>
        {dateWords(session.day, 'long', i18n.locale)}: what had happened by then, as far as the ledger knows today.
      </Trans>
    ) : (
      <Trans>What had happened by then, as far as the ledger knows today.</Trans>
    );
  return session ? (
    <Trans>{dateWords(session.day, 'long', i18n.locale)}, as the ledger had it then.</Trans>
  ) : (
    <Trans>As the ledger had it then.</Trans>
  );
};

const HowMuch = ({ moments, position }: { moments: Moments; position?: number }) => {
  const moment = useMoment();
  const line = lineOf(moments, moment);
  const place = placeOf(line, moments, moment, position);
  const closed = line.sessions.filter(({ at }) => at <= place + 1e-9).length;
  return <Plural value={line.sessions.length} one={`${closed} of # session.`} other={`${closed} of # sessions.`} />;
};
