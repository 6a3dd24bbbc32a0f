import './reads.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { forumsQuery, readsQuery } from '../api/queries.js';
import { NothingRecorded } from '../frame/nothing.js';
import { Page } from '../frame/page.js';
import { PrintButton } from '../frame/print-button.js';
import { PrintTitle } from '../frame/print-title.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { useMoment } from '../moment/use-moment.js';
import { namesOf } from '../words/names.js';
import { textIn } from '../words/text.js';
import { ReadsTable } from './reads-table.js';

/** What auditors were given as a whole: who, what, up to which position, when, and what for. */
export const Screen = () => {
  const { t } = useLingui();
  const { forum } = useSearch({ from: '/reads' });
  const moment = useMoment();
  const forums = useQuery(forumsQuery(moment)).data?.forums ?? [];
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    readsQuery(forum, moment.asOf),
  );
  const reads = data?.pages.flatMap((page) => page.reads) ?? [];
  const position = data?.pages[0]?.position;
  return (
    <Page
      title={t`Reads on record`}
      heading={<Trans>What auditors read</Trans>}
      under={
        <p>
          <Trans>
            Each export, bundle and report that an auditor is given is recorded before it is given, and proved like
            every other entry.
          </Trans>
        </p>
      }
      printed={position !== undefined && <PrintTitle what={t`reads on record`} position={position} />}
      actions={<PrintButton />}
    >
      <Choice forum={forum} forums={forums.map(({ id, name }) => [id, textIn(name).words])} />
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton columns={5} height="3rem" /> : null}
      {data && reads.length === 0 && (
        <NothingRecorded>
          <Trans>No auditor was given a part of the ledger as a whole.</Trans>
        </NothingRecorded>
      )}
      {reads.length > 0 && (
        <>
          <p role="status" className="quiet">
            {hasNextPage ? (
              <Plural value={reads.length} one="The latest # entry." other="The latest # entries." />
            ) : (
              <Plural value={reads.length} one="# entry." other="# entries." />
            )}
          </p>
          <ReadsTable of={reads} names={namesOf(forum ?? '', forums)} />
        </>
      )}
      {hasNextPage && (
        <p className="no-print">
          <button type="button" className="btn" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </button>
        </p>
      )}
      {position !== undefined && (
        <p className="foot">
          <Trans>Told as of position {position}, the latest first.</Trans>
        </p>
      )}
    </Page>
  );
};

interface ChoiceProps {
  readonly forum: string | undefined;
  readonly forums: readonly (readonly [id: string, name: string])[];
}

const Choice = ({ forum, forums }: ChoiceProps) => {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <p className="choice no-print">
      <label>
        <Trans>Forum</Trans>{' '}
        <select
          value={forum ?? ''}
          onChange={({ target: { value } }) =>
            void navigate({
              to: '/reads',
              search: (before) => ({ ...before, forum: value === '' ? undefined : value }),
              replace: true,
            })
          }
        >
          <option value="">{t`all, and the whole ledger`}</option>
          {forum !== undefined && !forums.some(([id]) => id === forum) && <option value={forum}>{forum}</option>}
          {forums.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
};
