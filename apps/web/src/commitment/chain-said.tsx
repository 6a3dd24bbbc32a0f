import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { SetRightLink, StatementLink } from '../api/types.gen.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { lastPart, ordinalIn } from '../words/ids.js';
import { FieldChange } from '../words/field-change.js';
import type { Names } from '../words/names.js';
import { Quoted } from '../words/quoted.js';
import { statementSentences } from '../words/statement-verbs.js';
import { speakerOf, useWho } from '../words/who.js';
import { Part } from './chain-part.js';

/** What was never so, beside what is right. Why is in the sentence of the event. */
export const SetRight = ({ of: { field, old, new: right, follows } }: { of: SetRightLink }) =>
  (field ?? follows) !== undefined && (
    <Part>
      {field !== undefined && <FieldChange field={field} old={old} right={right} />}
      {follows && (
        <span className="line small quiet">
          <Trans>It was corrected in the session, at position {follows.position}.</Trans>
        </span>
      )}
    </Part>
  );

/** What a session said, and why it does not count where it was annulled. */
export const Said = ({ of, names }: { of: StatementLink; names: Names }) => {
  const { i18n } = useLingui();
  const who = useWho(names)(speakerOf(of.speaker));
  const [ordinal, short] = [ordinalIn(of.id), lastPart(of.id)];
  return (
    <Part>
      <b>{i18n._({ ...statementSentences[of.type], values: { who } })}</b>, {dateWords(of.occurredAt.value)}:{' '}
      <Link to="/sessions/$session" params={{ session: of.session }} hash={short}>
        <Trans>
          statement {short} of session {ordinal}
        </Trans>
      </Link>
      {of.paragraph !== undefined && (
        <>
          {', '}
          <Trans>paragraph {of.paragraph}</Trans>
        </>
      )}
      <Quoted of={of.text} />
      {of.annulled && (
        <span className="line">
          <Trans>
            It was annulled at position {of.annulled.position}: <bdi>{of.annulled.reason}</bdi>
          </Trans>
        </span>
      )}
      <SourceLine of={of} />
    </Part>
  );
};
