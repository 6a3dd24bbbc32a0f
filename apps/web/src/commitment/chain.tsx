import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { EventLink, MinutesLink, ReasonLink } from '../api/types.gen.js';
import { RuleName } from '../marks/rule-name.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import type { Entry } from '../words/entry.js';
import { eventNames } from '../words/event-names.js';
import { useEventWords } from '../words/event-values.js';
import { ordinalIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { ruleWords } from '../words/rule-words.js';
import { textIn } from '../words/text.js';
import { Part } from './chain-part.js';
import { Said, SetRight } from './chain-said.js';
import { EnteredBy } from './entered-by.js';

/** What a chain is told with. */
export interface Telling {
  readonly commitment: string;
  readonly names: Names;
  /** What is known of each event of the commitment, by its id. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly milestones: readonly { readonly id: string; readonly title: string }[];
}

interface ChainProps {
  readonly of: ReasonLink;
  readonly telling: Telling;
}

/** From what was said or signed, through the policy, to the event and the rule by which it moved something. */
export const Chain = ({ of: { statement, minutes, policy, event, setRight, rule }, telling }: ChainProps) => (
  <ol className="path chain">
    {statement && <Said of={statement} names={telling.names} />}
    {minutes && <Signed of={minutes} names={telling.names} />}
    {policy !== undefined && (
      <Part>
        <Trans>
          <b>Carried into effect</b> by the policy <bdi className="code">{policy}</bdi>
        </Trans>
      </Part>
    )}
    {event && <Happened of={event} telling={telling} />}
    {setRight && <SetRight of={setRight} />}
    {rule && (
      <Part>
        <b>
          <RuleName rule={rule.number} />
        </b>
        : <RuleText of={rule} />
      </Part>
    )}
  </ol>
);

const RuleText = ({ of: { number, says } }: { of: NonNullable<ReasonLink['rule']> }) => {
  const { _ } = useLingui();
  const words = ruleWords[number];
  return words ? _(words) : <bdi lang="en">{says}</bdi>;
};

const Signed = ({ of: { session, version, digest, signatures }, names }: { of: MinutesLink; names: Names }) => {
  const ordinal = ordinalIn(session);
  return (
    <Part>
      <Trans>
        <b>Signed:</b> version {version} of the{' '}
        <Link to="/sessions/$session" params={{ session }}>
          minutes of session {ordinal}
        </Link>
      </Trans>
      {signatures.map(({ side: by, signedOn, eventId, void: isVoid }) => {
        const [side, on] = [textIn(names.side(by)).words, dateWords(signedOn)];
        return (
          <span key={eventId} className="line">
            {isVoid === true ? (
              <Trans>
                {side}, {on}; that signature is void
              </Trans>
            ) : (
              <Trans>
                {side}, {on}
              </Trans>
            )}
          </span>
        );
      })}
      <span className="line digest">
        <bdi>{digest}</bdi>
      </span>
    </Part>
  );
};

const Happened = ({ of, telling: { commitment, names, entries, milestones } }: { of: EventLink; telling: Telling }) => {
  const { _ } = useLingui();
  const sentence = useEventWords(names, milestones);
  const entry = entries.get(of.eventId);
  return (
    <Part>
      <b>{entry ? sentence(entry) : _(eventNames[of.type])}</b>, {dateWords(of.occurredAt.value)}:{' '}
      <Link to="/commitments/$commitment" params={{ commitment }} hash={`p${of.position}`}>
        <Trans>position {of.position}</Trans>
      </Link>
      , <Trans>recorded on {dateWords(of.recordedAt, 'short')}</Trans>
      <SourceLine of={of} />
      {entry && <EnteredBy actor={entry.actor} names={names} />}
    </Part>
  );
};
