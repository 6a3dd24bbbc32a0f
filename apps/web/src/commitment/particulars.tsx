import type { ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';
import { lastPart, ordinalIn, sessionIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';
import { Milestones } from './milestones.js';
import { WhyLink } from './why-link.js';

/** Who leads it, by when, how far it is; what is missing is said. */
export const Particulars = ({ of, names }: { of: CommitmentAnswer; names: Names }) => {
  const { t } = useLingui();
  const due = useDueWords();
  const last = of.mentions.at(-1);
  return (
    <section className="card">
      <div className="hd">
        <h2>
          <Trans>Particulars</Trans>
        </h2>
      </div>
      <div className="bd">
        <dl className="kv">
          <Bodies label={<Trans>Lead</Trans>} of={of.lead} names={names}>
            {of.lead.length > 0 && <WhyLink of={of.id} what="responsible" about={t`Lead`} />}
          </Bodies>
          {of.support.length > 0 && <Bodies label={<Trans>Support</Trans>} of={of.support} names={names} />}
          {of.beneficiaries.length > 0 && (
            <Bodies label={<Trans>For the good of</Trans>} of={of.beneficiaries} names={names} />
          )}
          <dt>
            <Trans>Due</Trans>
          </dt>
          <dd className={of.due ? undefined : 'faint'}>
            {of.due ? due(of.due) : <Trans>none recorded</Trans>}{' '}
            {of.due && <WhyLink of={of.id} what="due" about={t`due date`} />}
          </dd>
          {of.percent !== undefined && (
            <>
              <dt>
                <Trans>Progress</Trans>
              </dt>
              <dd>{of.percent} %</dd>
            </>
          )}
          {of.statement !== undefined && (
            <>
              <dt>
                <Trans>Brought up in</Trans>
              </dt>
              <dd>
                <Link
                  to="/sessions/$session"
                  params={{ session: sessionIn(of.statement) }}
                  hash={lastPart(of.statement)}
                >
                  <Trans>
                    session {ordinalIn(of.statement)}, statement {lastPart(of.statement)}
                  </Trans>
                </Link>
              </dd>
            </>
          )}
          <dt>
            <Trans>Last spoken of</Trans>
          </dt>
          <dd className={last ? undefined : 'faint'}>
            {last ? (
              <>
                <Link to="/sessions/$session" params={{ session: last.session }}>
                  <Trans>session {ordinalIn(last.session)}</Trans>
                </Link>
                , {dateWords(last.did.at(-1)?.occurredAt.value ?? '', 'short')}
              </>
            ) : (
              <Trans>in no recorded session</Trans>
            )}
          </dd>
          <Milestones of={of.milestones} />
          <dt>
            <Trans>Condition</Trans>
          </dt>
          <dd className={of.condition === undefined ? 'faint' : undefined}>
            {of.condition === undefined ? <Trans>none</Trans> : <bdi>{of.condition}</bdi>}
          </dd>
        </dl>
      </div>
    </section>
  );
};

interface BodiesProps {
  readonly label: ReactNode;
  readonly of: readonly string[];
  readonly names: Names;
  readonly children?: ReactNode;
}

const Bodies = ({ label, of, names, children }: BodiesProps) => (
  <>
    <dt>{label}</dt>
    <dd className={of.length === 0 ? 'faint' : undefined}>
      {of.length === 0 && <Trans>nobody named</Trans>}
      {of.map((id) => {
        const { name, side } = names.institution(id);
        return (
          <span key={id} className="line">
            {side !== undefined && <Side side={side} name={names.side(side)} />}{' '}
            <Link to="/institutions/$institution" params={{ institution: id }}>
              <Words of={name} />
            </Link>
          </span>
        );
      })}
      {children}
    </dd>
  </>
);
