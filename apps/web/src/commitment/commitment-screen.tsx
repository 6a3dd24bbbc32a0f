import './commitment.css';
import { useQuery } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { commitmentQuery, forumsQuery, wholeTimelineQuery } from '../api/queries.js';
import { Offers } from '../acts/offers.js';
import type { CommitmentAnswer, ForumRow } from '../api/types.gen.js';
import { Cite } from '../frame/cite.js';
import { Page, Reading } from '../frame/page.js';
import { PrintButton } from '../frame/print-button.js';
import { PrintTitle } from '../frame/print-title.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { dayOf } from '../moment/day-of.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import type { Entry } from '../words/entry.js';
import { forumIn, shortId } from '../words/ids.js';
import { kindNames } from '../words/kind-words.js';
import { namesOf, type Names } from '../words/names.js';
import { textIn, Words } from '../words/text.js';
import { ClaimsSection } from './claims.js';
import { EvidenceList } from './evidence.js';
import { Particulars } from './particulars.js';
import { PromiseSection } from './promise-section.js';
import { ProofPanel } from './proof-panel.js';
import { SidesSay } from './sides-say.js';
import { TimelineSection } from './timeline.js';
import { Verdict } from './verdict.js';
import { AskWhy } from './why-link.js';

export const Screen = () => {
  const { t } = useLingui();
  const { _ } = useI18n();
  const { commitment: id } = useParams({ from: '/commitments/$commitment' });
  const moment = useMoment();
  const { data, error } = useQuery(commitmentQuery(id, moment));
  const forums = useQuery(forumsQuery(moment));
  const timeline = useQuery(wholeTimelineQuery('commitments', id, moment));
  const names = namesOf(forumIn(id), forums.data?.forums ?? []);
  const short = shortId(id);
  return (
    <Page
      title={data ? textIn(data.title).words : t`Commitment ${short}`}
      crumbs={[
        { to: '/forums', label: <Trans>Forums</Trans> },
        { to: `/forums/${forumIn(id)}`, label: <Words of={names.forum(forumIn(id))} /> },
      ]}
      heading={data ? <Words of={data.title} /> : short}
      under={
        data && (
          <>
            {data.text !== undefined && <Words of={data.text} className="record said-text" />}
            <span className="row small quiet">
              <bdi className="code">{id}</bdi>
              <span>{_(kindNames[data.kind])}</span>
              {data.legacy && (
                <span>
                  <Trans>older than any recorded session</Trans>
                </span>
              )}
            </span>
          </>
        )
      }
      printed={data && <PrintTitle what={t`record of a commitment`} position={data.position} />}
      actions={
        <>
          <AskWhy of={id} />
          <PrintButton />
        </>
      }
    >
      {error ? <ProblemNotice error={error} /> : !data ? <Reading /> : null}
      {data && (
        <>
          <Content
            of={data}
            entries={timeline.data?.entries ?? []}
            names={names}
            day={dayOf(moment)}
            forum={forums.data?.forums.find((it) => it.id === forumIn(id))}
          />
        </>
      )}
    </Page>
  );
};

interface ContentProps {
  readonly of: CommitmentAnswer;
  readonly entries: readonly Entry[];
  readonly names: Names;
  readonly day?: string;
  readonly forum: ForumRow | undefined;
}

const Content = ({ of, entries, names, day, forum }: ContentProps) => {
  const { t } = useLingui();
  const moment = useMoment();
  const asOf = isPast(moment) ? of.position : undefined;
  return (
    <>
      <div className="cols">
        <div className="stack l">
          <Verdict of={of} names={names} day={day} />
          <Offers of={of} forum={forum} entries={entries} />
          <PromiseSection of={of} entries={entries} moment={moment} />
          <SidesSay of={of} entries={entries} names={names} />
          <ClaimsSection of={of.id} moment={moment} names={names} />
          <TimelineSection of={of} entries={entries} names={names} />
        </div>
        <aside className="stack" aria-label={t`Particulars`}>
          <Particulars of={of} names={names} />
          <EvidenceList of={of.evidence} />
          <ProofPanel key={`${of.id} ${asOf}`} of={of.id} asOf={asOf} />
          <Cite id={of.id} position={of.position} />
        </aside>
      </div>
      <p className="foot">
        <Trans>
          Told as of position {of.position}. Every line names its source; the ledger keeps what was said, and never
          edits it.
        </Trans>
      </p>
    </>
  );
};
