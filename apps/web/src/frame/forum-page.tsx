import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useOwnSide } from '../api/me.js';
import { forumsQuery } from '../api/queries.js';
import type { ForumRecord } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { useMoment } from '../moment/use-moment.js';
import { alternat } from '../words/alternat.js';
import { namesOf } from '../words/names.js';
import { dateWords } from '../words/dates.js';
import { textIn, Words } from '../words/text.js';
import { Page } from './page.js';

export interface ForumPageProps {
  readonly id: string;
  /** Missing while it is read. */
  readonly forum?: ForumRecord;
  /** What this tab is, for the title of the window; the matrix has the forum's own. */
  readonly tab?: string;
  readonly wide?: boolean;
  readonly actions?: ReactNode;
  readonly skips?: React.ComponentProps<typeof Page>['skips'];
  readonly children: ReactNode;
}

/** One of the screens of a forum: where it belongs, who leads it for each side, and its other screens as tabs. */
export const ForumPage = ({ id, forum, tab, children, ...rest }: ForumPageProps) => {
  const { t } = useLingui();
  const parent = forum?.parent;
  const { data } = useQuery({ ...forumsQuery(useMoment()), enabled: parent !== undefined });
  const name = forum ? textIn(forum.name).words : id;
  const parentName = data?.forums.find((it) => it.id === parent)?.name;
  return (
    <Page
      {...rest}
      title={tab === undefined ? name : `${tab} · ${name}`}
      here={name}
      crumbs={[
        { to: '/forums', label: t`Forums` },
        ...(parent === undefined
          ? []
          : [{ to: `/forums/${parent}`, label: parentName ? <Words of={parentName} /> : parent }]),
      ]}
      heading={forum ? <Words of={forum.name} /> : <bdi>{id}</bdi>}
      under={forum && <Under forum={forum} />}
      tabs={<Tabs id={id} />}
    >
      {children}
    </Page>
  );
};

const Under = ({ forum }: { forum: ForumRecord }) => {
  const { i18n } = useLingui();
  const own = useOwnSide();
  const names = namesOf(forum.id, [forum]);
  return (
    <p className="row">
      {alternat(forum.sides, own).map(({ side, name, lead }) => (
        <span key={side}>
          <Side side={side} name={name} />{' '}
          {lead === undefined ? (
            <Trans>nobody named</Trans>
          ) : (
            <Link to="/institutions/$institution" params={{ institution: lead }}>
              <Words of={names.institution(lead).name} />
            </Link>
          )}
        </span>
      ))}
      {forum.establishedOn !== undefined && (
        <span>
          <Trans>established {dateWords(forum.establishedOn, 'long', i18n.locale)}</Trans>
        </span>
      )}
      {forum.instrument !== undefined && <bdi>{forum.instrument}</bdi>}
      {forum.dormant && (
        <span>
          <Trans>dormant: {forum.dormant.reason}</Trans>
        </span>
      )}
    </p>
  );
};

const Tabs = ({ id }: { id: string }) => {
  const { t } = useLingui();
  const exact = { exact: true, includeSearch: false };
  const here = { 'aria-current': 'page' } as const;
  const params = { forum: id };
  return (
    <nav className="tabs" aria-label={t`Of this forum`}>
      <Link to="/forums/$forum" params={params} activeOptions={exact} activeProps={here}>
        <Trans>Matrix</Trans>
      </Link>
      <Link to="/forums/$forum/sessions" params={params} activeOptions={exact} activeProps={here}>
        <Trans>Sessions</Trans>
      </Link>
      <Link to="/forums/$forum/institutions" params={params} activeOptions={exact} activeProps={here}>
        <Trans>Institutions</Trans>
      </Link>
      <Link to="/forums/$forum/timeline" params={params} activeOptions={exact} activeProps={here}>
        <Trans>Timeline</Trans>
      </Link>
      <Link to="/forums/$forum/reports" params={params} activeOptions={exact} activeProps={here}>
        <Trans>Reports</Trans>
      </Link>
    </nav>
  );
};
