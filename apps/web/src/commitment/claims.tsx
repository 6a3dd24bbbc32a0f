import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { claimsQuery } from '../api/queries.js';
import type {
  ClaimedFact,
  CompetingClaims,
  ImplementationStatus,
  ReasonOfChoice,
  SourceClaim,
} from '../api/types.gen.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { SourceLine } from '../marks/source-line.js';
import type { Moment } from '../moment/moment.js';
import { stepWords } from '../words/axis-words.js';
import { dateWords } from '../words/dates.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';
import { ValueWords } from '../words/value-words.js';

const facts: Readonly<Record<ClaimedFact, MessageDescriptor>> = {
  implementation: msg`How far the work is`,
  due: msg`When it is due`,
  lead: msg`Who leads it`,
  support: msg`Who supports it`,
  percent: msg`How much is done, in per cent`,
  completedOn: msg`When it was completed`,
};

const reasons: Readonly<Record<ReasonOfChoice, MessageDescriptor>> = {
  higherAuthority: msg`It stands on the stronger record.`,
  recency: msg`Of the strongest records it stands on the latest.`,
  laterEntry: msg`It stands on a later entry, although another claim has a stronger record. Look whether that entry was right.`,
};

interface ClaimsProps {
  readonly of: string;
  readonly moment: Moment;
  readonly names: Names;
}

/** What sources say differently of one fact, side by side; nothing where all of them agree. */
export const ClaimsSection = ({ of, moment, names }: ClaimsProps) => {
  const { data, error } = useQuery(claimsQuery(of, moment));
  if (error) return <ProblemNotice error={error} />;
  if (!data || data.facts.length === 0) return null;
  return (
    <section className="sec claims" aria-labelledby="claims">
      <h2 id="claims">
        <Trans>Where sources differ</Trans>
      </h2>
      {data.facts.map((it) => (
        <Fact key={it.fact} of={it} names={names} />
      ))}
      {data.shortened && (
        <p className="small quiet">
          <Trans>Only the latest entries were looked at.</Trans>
        </p>
      )}
    </section>
  );
};

const Fact = ({ of: { fact, rule, claims, more }, names }: { of: CompetingClaims; names: Names }) => {
  const { _ } = useI18n();
  return (
    <div>
      <h3 id={`claims-${fact}`}>{_(facts[fact])}</h3>
      <ul aria-labelledby={`claims-${fact}`}>
        {claims.map((it) => (
          <li key={it.eventId} className={it.chosen ? 'chosen' : undefined}>
            <b>
              <Claimed fact={fact} of={it} names={names} />
            </b>{' '}
            {it.chosen && (
              <span className="tag">
                <Trans>stands</Trans>
              </span>
            )}
            <p className="small quiet">
              <a href={`#p${it.position}`}>
                <Trans>position {it.position}</Trans>
              </a>
              {' · '}
              {dateWords(it.occurredAt.value, 'short')}
            </p>
            <SourceLine of={it} />
          </li>
        ))}
      </ul>
      <p className="small">
        {rule === undefined ? <Trans>It stands on none of them.</Trans> : _(reasons[rule])}{' '}
        {more !== undefined && <Plural value={more} one="# more is left out." other="# more are left out." />}
      </p>
    </div>
  );
};

const Claimed = ({ fact, of: { value }, names }: { fact: ClaimedFact; of: SourceClaim; names: Names }) => {
  const { _ } = useI18n();
  if (fact === 'implementation') return _(stepWords[value as ImplementationStatus]);
  if (fact === 'percent') return <span className="num">{String(value)} %</span>;
  if (!Array.isArray(value)) return <ValueWords of={value} />;
  if (value.length === 0) return <Trans>nobody named</Trans>;
  return (value as string[]).map((id, n) => (
    <span key={id}>
      {n > 0 && ', '}
      <Words of={names.institution(id).name} />
    </span>
  ));
};
