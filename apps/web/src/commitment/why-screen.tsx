import './commitment.css';
import './why.css';
import { useQuery } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { commitmentQuery, forumsQuery, whyQuery, wholeTimelineQuery } from '../api/queries.js';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { Page, Reading } from '../frame/page.js';
import { PrintButton } from '../frame/print-button.js';
import { PrintTitle } from '../frame/print-title.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useHere } from '../frame/use-here.js';
import { useMoment } from '../moment/use-moment.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import { forumIn, shortId } from '../words/ids.js';
import { namesOf } from '../words/names.js';
import { textIn, Words } from '../words/text.js';
import { Headline } from './headline.js';
import { Reason } from './reason.js';
import { Refused } from './refused.js';
import type { WhyAsked } from './why-asked.js';

/** Why a commitment stands as it stands: from each value, flag and refusal back to what was said and signed. */
export const Screen = () => {
  const { t } = useLingui();
  const { commitment: id } = useParams({ from: '/commitments/$commitment/why' });
  const { what } = useSearch({ from: '/commitments/$commitment/why' });
  const moment = useMoment();
  const why = useQuery(whyQuery(id, what, moment));
  const commitment = useQuery(commitmentQuery(id, moment));
  const forums = useQuery(forumsQuery(moment));
  const timeline = useQuery(wholeTimelineQuery('commitments', id, moment));
  const names = namesOf(forumIn(id), forums.data?.forums ?? []);
  const entries = new Map(timeline.data?.entries.map((it) => [it.eventId, it]));
  const [of, data] = [commitment.data, why.data];
  const error = commitment.error ?? why.error;
  useHere(of !== undefined && data !== undefined);
  const title = of ? textIn(of.title).words : shortId(id);
  const telling = { commitment: id, names, entries, milestones: of?.milestones ?? [] };
  return (
    <Page
      title={t`Why: ${title}`}
      here={t`Why`}
      crumbs={[
        { to: '/forums', label: <Trans>Forums</Trans> },
        { to: `/forums/${forumIn(id)}`, label: <Words of={names.forum(forumIn(id))} /> },
        { to: `/commitments/${id}`, label: of ? <Words of={of.title} /> : <bdi>{shortId(id)}</bdi> },
      ]}
      heading={<Trans>Why it stands as it does</Trans>}
      under={
        of && (
          <>
            <Words of={of.title} className="record said-text" />
            <span className="row small quiet">
              <bdi className="code">{id}</bdi>
              <span>
                <Headline of={of} />
              </span>
            </span>
          </>
        )
      }
      printed={data && <PrintTitle what={t`why a commitment stands as it does`} position={data.position} />}
      actions={<PrintButton />}
      tabs={of && <Questions of={of} what={what} />}
    >
      {error ? <ProblemNotice error={error} /> : !of || !data ? <Reading /> : null}
      {!error && of && data && (
        <div className="stack reasons">
          {data.reasons.map((it) => (
            <Reason key={`${it.what} ${it.value}`} of={it} about={of} day={data.on} telling={telling} />
          ))}
          {data.reasons.length + data.refusals.length === 0 && (
            <p className="nothing">
              <Trans>That is not so at this moment, so there is nothing to tell of it.</Trans>
            </p>
          )}
          {data.refusals.length > 0 && (
            <h2>
              <Plural
                value={data.refusals.length}
                one="# statement that did not take effect"
                other="# statements that did not take effect"
              />
            </h2>
          )}
          {data.refusals.map((it, n) => (
            <Refused key={it.event?.eventId ?? n} of={it} telling={telling} />
          ))}
          <p className="foot">
            <Trans>
              Told as of position {data.position}. What is derived follows from these events by these rules.
            </Trans>
          </p>
        </div>
      )}
    </Page>
  );
};

/** Of what one may ask why: each flag that it has is one of them. */
const Questions = ({ of, what }: { of: CommitmentAnswer; what: WhyAsked | undefined }) => {
  const { t } = useLingui();
  const { _ } = useI18n();
  const flags = of.flags.map((it) => flagOf(it).name);
  const questions: readonly (readonly [WhyAsked | undefined, string])[] = [
    [undefined, t`All of it`],
    ['status', t`Status`],
    ['due', t`Due`],
    ['responsible', t`Who is responsible`],
    ...flags.map((it) => [`flag:${it}`, _(flagWords[it])] as const),
    ...(of.notApplied.length > 0 ? [['refusals', t`What did not take effect`] as const] : []),
  ];
  return (
    <nav className="tabs whys" aria-label={t`What is asked`}>
      {questions.map(([asked, words]) => (
        <Link
          key={asked ?? ''}
          to="/commitments/$commitment/why"
          params={{ commitment: of.id }}
          search={{ what: asked }}
          aria-current={asked === what ? 'page' : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {words}
        </Link>
      ))}
    </nav>
  );
};
