import './institutions.css';
import { useQuery } from '@tanstack/react-query';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { useMe, type Me } from '../api/me.js';
import { boardQuery, forumsQuery, institutionsQuery } from '../api/queries.js';
import type { Board, Institution } from '../api/types.gen.js';
import { NothingRecorded } from '../frame/nothing.js';
import { Page } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { Side } from '../marks/side.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import { namesOf, type Names } from '../words/names.js';
import { textIn, Words } from '../words/text.js';
import { BoardSentence } from './board-sentence.js';
import { BoardTable } from './board-table.js';

/** What one institution leads and supports, the most urgent first. */
export const Screen = () => {
  const { t } = useLingui();
  const { institution: id } = useParams({ from: '/institutions/$institution' });
  const moment = useMoment();
  const { data, error } = useQuery(boardQuery(id, moment));
  const institutions = useQuery(institutionsQuery(moment));
  const forums = useQuery(forumsQuery(moment));
  const institution = institutions.data?.items.find((it) => it.id === id);
  const names = namesOf(institution?.forums[0] ?? '', forums.data?.forums ?? []);
  const problem = error ?? institutions.error;
  const me = useMe();
  const isNow = !isPast(moment);
  const isOwn = me?.role === 'focalPoint' && me.institution === id;
  return (
    <Page
      title={institution ? textIn(institution.name).words : id}
      crumbs={[{ to: '/institutions', label: t`Institutions` }]}
      heading={institution ? <Words of={institution.name} /> : <bdi>{id}</bdi>}
      under={institution && <Under institution={institution} names={names} />}
    >
      {problem ? <ProblemNotice error={problem} /> : !data ? <Skeleton columns={4} /> : null}
      {data && <Shown board={data} names={names} reporter={isNow && isOwn ? me : undefined} />}
    </Page>
  );
};

const Shown = ({ board, names, reporter }: { board: Board; names: Names; reporter: Me | undefined }) => (
  <>
    <BoardSentence board={board} />
    {board.lead.length + board.support.length === 0 && <NothingRecorded>{null}</NothingRecorded>}
    {board.lead.length > 0 && (
      <BoardTable heading={<Trans>What it leads</Trans>} commitments={board.lead} names={names} reporter={reporter} />
    )}
    {board.support.length > 0 && (
      <BoardTable
        heading={<Trans>What it supports</Trans>}
        commitments={board.support}
        names={names}
        reporter={reporter}
      />
    )}
  </>
);

const Under = ({ institution, names }: { institution: Institution; names: Names }) => {
  const former = institution.formerNames.map((it) => textIn(it).words).join(', ');
  return (
    <p className="row">
      <span>
        <Side side={institution.side} name={names.side(institution.side)} /> <Words of={names.side(institution.side)} />
      </span>
      <span>
        <Plural value={institution.forums.length} one="in # forum:" other="in # forums:" />{' '}
        {institution.forums.map((forum, n) => (
          <span key={forum}>
            {n > 0 && ' · '}
            <Link to="/forums/$forum" params={{ forum }}>
              <Words of={names.forum(forum)} />
            </Link>
          </span>
        ))}
      </span>
      {former !== '' && (
        <span>
          <Trans>
            formerly <bdi>{former}</bdi>
          </Trans>
        </span>
      )}
    </p>
  );
};
