import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useOwnSide } from '../api/me.js';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { alternat } from '../words/alternat.js';
import { dateWords } from '../words/dates.js';
import type { Entry } from '../words/entry.js';
import type { Names } from '../words/names.js';
import { ratingWords } from '../words/rating-words.js';
import { Words } from '../words/text.js';
import { lastReportOf } from './reports.js';

interface SidesProps {
  readonly of: CommitmentAnswer;
  readonly entries: readonly Entry[];
  readonly names: Names;
}

/** Two equal columns, a reader's own side first: what each side last reported, and how it assesses the work. */
export const SidesSay = ({ of, entries, names }: SidesProps) => {
  const own = useOwnSide();
  return (
    <section className="sec" aria-labelledby="sides">
      <h2 id="sides">
        <Trans>What each side says</Trans>
      </h2>
      {of.flags.includes('disputed') && (
        <p className="note warn">
          <Trans>Disputed: the two sides assess it differently.</Trans>
        </p>
      )}
      <div className="sides2">
        {alternat(names.sides, own).map((side) => (
          <div key={side}>
            <h3>
              <Side side={side} /> <Words of={names.side(side)} />
            </h3>
            <dl className="kv">
              <dt>
                <Trans>Lead</Trans>
              </dt>
              <Lead of={of.lead.filter((it) => names.institution(it).side === side)} names={names} />
              <Reported side={side} entries={entries} />
              <Assessed of={of.assessments.find(({ by }) => by.side === side)} />
            </dl>
          </div>
        ))}
      </div>
    </section>
  );
};

const Lead = ({ of, names }: { of: readonly string[]; names: Names }) => (
  <dd className={of.length === 0 ? 'faint' : undefined}>
    {of.length === 0 && <Trans>nobody named</Trans>}
    {of.map((it) => (
      <span key={it} className="line">
        <Link to="/institutions/$institution" params={{ institution: it }}>
          <Words of={names.institution(it).name} />
        </Link>
      </span>
    ))}
  </dd>
);

const Reported = ({ side, entries }: { side: string; entries: readonly Entry[] }) => {
  const { report, percent, completion } = lastReportOf(side, entries);
  return (
    <>
      <dt>
        <Trans>Reported</Trans>
      </dt>
      <dd className={report || completion || percent ? undefined : 'faint'}>
        {completion !== undefined && (
          <span className="line">
            <Trans>complete on {dateWords(completion)}</Trans>
          </span>
        )}
        {percent !== undefined && (
          <span className="line">
            <Trans>
              {percent.value} % on {dateWords(percent.on)}
            </Trans>
          </span>
        )}
        {report !== undefined && (
          <span className="line">
            <bdi>{report.narrative}</bdi> <span className="faint">{dateWords(report.on)}</span>
          </span>
        )}
        {!report && !completion && !percent && <Trans>nothing</Trans>}
      </dd>
    </>
  );
};

const Assessed = ({ of }: { of: CommitmentAnswer['assessments'][number] | undefined }) => {
  const { _ } = useLingui();
  return (
    <>
      <dt>
        <Trans>Assessment</Trans>
      </dt>
      <dd className={of ? undefined : 'faint'}>
        {of ? (
          <>
            {_(ratingWords[of.rating])} <span className="faint">{dateWords(of.occurredAt.value)}</span>{' '}
            <bdi>{of.remarks}</bdi>
          </>
        ) : (
          <Trans>none recorded</Trans>
        )}
      </dd>
    </>
  );
};
