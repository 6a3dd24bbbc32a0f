import './session.css';
import { useQuery } from '@tanstack/react-query';
import { SelectOrdinal, Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { AgreedCorrections } from '../acts/agreed-corrections.js';
import { SignMinutes } from '../acts/sign-minutes.js';
import { commitmentsOfQuery, forumsQuery, wholeSessionQuery } from '../api/queries.js';
import { Page, Reading } from '../frame/page.js';
import { PrintButton } from '../frame/print-button.js';
import { PrintTitle } from '../frame/print-title.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Mark } from '../marks/mark.js';
import { useMoment } from '../moment/use-moment.js';
import { forumIn, ordinalIn } from '../words/ids.js';
import { namesOf } from '../words/names.js';
import { textIn } from '../words/text.js';
import { DraftAgainstSigned } from './draft-against-signed.js';
import { LifeStrip } from './life-strip.js';
import { SessionFacts } from './session-facts.js';
import { SessionRest } from './session-rest.js';
import { Signatures } from './signatures.js';
import { StatementList } from './statement-list.js';

/** The record of a session: how it became binding, what was said, what was signed. */
export const Screen = () => {
  const { t } = useLingui();
  const { session: id } = useParams({ from: '/sessions/$session' });
  const { draft } = useSearch({ from: '/sessions/$session' });
  const moment = useMoment();
  const { data, error } = useQuery(wholeSessionQuery(id, moment));
  const forums = useQuery(forumsQuery(moment));
  const list = useQuery(commitmentsOfQuery(forumIn(id), moment));
  const names = namesOf(forumIn(id), forums.data?.forums ?? []);
  const commitments = new Map(list.data?.items.map((it) => [it.id, it]));
  const ordinal = ordinalIn(id);
  const forum = textIn(names.forum(forumIn(id))).words;
  return (
    <Page
      title={t`Session ${ordinal} of the ${forum}`}
      crumbs={[
        { to: '/forums', label: <Trans>Forums</Trans> },
        { to: `/forums/${forumIn(id)}`, label: forum },
      ]}
      heading={
        <Trans>
          <SelectOrdinal value={ordinal} one="#st" two="#nd" few="#rd" other="#th" /> session of the {forum}
        </Trans>
      }
      under={data && <SessionFacts of={data} names={names} />}
      printed={data && <PrintTitle what={t`record of a session`} position={data.position} />}
      actions={
        <>
          <Link
            className="btn"
            to="/forums/$forum/reports"
            params={{ forum: forumIn(id) }}
            search={(before) => ({ ...before, draft: undefined, session: id })}
          >
            <Mark name="doc" /> <Trans>Action taken</Trans>
          </Link>
          <PrintButton />
        </>
      }
    >
      {error ? <ProblemNotice error={error} /> : !data ? <Reading /> : null}
      {data && (
        <>
          <div className="stack l">
            <LifeStrip of={data} names={names} />
            <StatementList of={data} commitments={commitments} names={names} />
            <DraftAgainstSigned of={data} first={draft === 'first'} commitments={commitments} />
            <Signatures of={data} names={names} />
            <SignMinutes of={data} />
            <AgreedCorrections of={data} />
            <SessionRest of={data} names={names} />
          </div>
          <p className="foot">
            <Trans>As of position {data.position}. Texts in the languages in which they were recorded.</Trans>
          </p>
        </>
      )}
    </Page>
  );
};
