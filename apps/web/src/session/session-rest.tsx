import { Trans } from '@lingui/react/macro';
import type { SessionRecord } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';
import { CorrectedFields } from './corrected-fields.js';

/** Agenda, delegations, the next session, comments on drafts: what is not recorded is said so. */
export const SessionRest = ({ of, names }: { of: SessionRecord; names: Names }) => (
  <section className="sec" aria-labelledby="rest">
    <h2 id="rest">
      <Trans>About this session</Trans>
    </h2>
    <dl className="kv card rest">
      <dt>
        <Trans>Agenda</Trans>
      </dt>
      <dd>
        {of.agenda.length === 0 && <NotRecorded />}
        <ol>
          {of.agenda.map((it, n) => (
            <li key={n}>
              {n + 1}. <Words of={it} className="record" />
            </li>
          ))}
        </ol>
      </dd>
      <dt>
        <Trans>Delegations</Trans>
      </dt>
      <dd>
        {of.delegations.length === 0 && <NotRecorded />}
        {of.delegations.map(({ side, members }) => (
          <span key={side} className="line">
            <Side side={side} name={names.side(side)} />{' '}
            {members.map((id) => (
              <span key={id} className="member">
                <Words of={names.institution(id).name} />
              </span>
            ))}
          </span>
        ))}
      </dd>
      <dt>
        <Trans>Next session</Trans>
      </dt>
      <dd>
        {of.nextSession === undefined ? (
          <NotRecorded />
        ) : of.nextSession.plannedOn === undefined ? (
          <Trans>session {of.nextSession.ordinal}, no day recorded</Trans>
        ) : (
          <Trans>
            session {of.nextSession.ordinal}, planned for {dateWords(of.nextSession.plannedOn)}
          </Trans>
        )}
      </dd>
      {of.minutes.comments.length > 0 && (
        <>
          <dt>
            <Trans>Comments on drafts</Trans>
          </dt>
          <dd>
            {of.minutes.comments.map(({ eventId, side, version, comment }) => (
              <span key={eventId} className="line">
                <Side side={side} name={names.side(side)} /> <Trans>on version {version}:</Trans> <bdi>{comment}</bdi>
              </span>
            ))}
          </dd>
        </>
      )}
      {of.closedAt !== undefined && (
        <>
          <dt>
            <Trans>Closed</Trans>
          </dt>
          <dd>
            <Trans>at position {of.closedAt}; what is told as of this session is told as of there</Trans>
          </dd>
        </>
      )}
    </dl>
    <CorrectedFields
      of={of.corrections.filter(({ corrects }) => of.statements.every((it) => it.eventId !== corrects))}
    />
    {of.furtherSources.map((it) => (
      <SourceLine key={it.eventId} of={it} />
    ))}
  </section>
);

const NotRecorded = () => (
  <span className="faint">
    <Trans>not recorded</Trans>
  </span>
);
