import { useQuery } from '@tanstack/react-query';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useOwnSide } from '../api/me.js';
import { forumsQuery, institutionsQuery } from '../api/queries.js';
import type { Institution } from '../api/types.gen.js';
import { NothingRecorded } from '../frame/nothing.js';
import { Page } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { Side } from '../marks/side.js';
import { useMoment } from '../moment/use-moment.js';
import { InstitutionName } from '../words/institution-name.js';
import { alternat } from '../words/alternat.js';
import { namesOf, type Names } from '../words/names.js';
import { Words } from '../words/text.js';

/** All institutions by side, each with its former names, its successor and the forums that it works in. */
export const Screen = () => {
  const { t } = useLingui();
  const moment = useMoment();
  const { data, error } = useQuery(institutionsQuery(moment));
  const forums = useQuery(forumsQuery(moment));
  const own = useOwnSide();
  const names = namesOf('', forums.data?.forums ?? []);
  const sides = [...new Set([...names.sides, ...(data?.items.map(({ side }) => side) ?? [])])];
  return (
    <Page title={t`Institutions`} heading={<Trans>Institutions</Trans>}>
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton /> : null}
      {data?.items.length === 0 && <NothingRecorded />}
      {data &&
        alternat(sides, own).map((side) => {
          const its = data.items.filter((it) => it.side === side);
          return its.length > 0 && <OfSide key={side} side={side} institutions={its} names={names} />;
        })}
      {data?.next !== undefined && (
        <p className="faint">
          <Trans>
            The first {data.items.length} of {data.total} are shown.
          </Trans>
        </p>
      )}
    </Page>
  );
};

const OfSide = ({
  side,
  institutions,
  names,
}: {
  side: string;
  institutions: readonly Institution[];
  names: Names;
}) => (
  <section className="sec">
    <h2>
      <Side side={side} /> <Words of={names.side(side)} />{' '}
      <small>
        <Plural value={institutions.length} one="# institution" other="# institutions" />
      </small>
    </h2>
    <div className="scroll">
      <table className="bd-table">
        <caption className="sr">
          <Trans>
            Institutions of <Words of={names.side(side)} />
          </Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Institution</Trans>
            </th>
            <th scope="col">
              <Trans>Works in</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {institutions.map((it) => (
            <tr key={it.id}>
              <th scope="row">
                <InstitutionName institution={it} />
              </th>
              <td>
                <ul>
                  {it.forums.map((forum) => (
                    <li key={forum}>
                      <Link to="/forums/$forum/institutions" params={{ forum }}>
                        <Words of={names.forum(forum)} />
                      </Link>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);
