import './forums.css';
import { useQuery } from '@tanstack/react-query';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useOwnSide } from '../api/me.js';
import { forumQuery } from '../api/queries.js';
import { ForumPage } from '../frame/forum-page.js';
import { InstitutionName } from '../words/institution-name.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { Side } from '../marks/side.js';
import { useMoment } from '../moment/use-moment.js';
import { alternat } from '../words/alternat.js';
import { Words } from '../words/text.js';

/** Who works in a forum, side beside side a reader's own side first: equal columns. */
export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum/institutions' });
  const own = useOwnSide();
  const { data, error } = useQuery(forumQuery(id, useMoment()));
  return (
    <ForumPage id={id} forum={data} tab={t`Institutions`}>
      {error ? <ProblemNotice error={error} /> : !data ? <Skeleton columns={2} /> : null}
      <div className="sides2">
        {data &&
          alternat(data.sides, own).map(({ side, name, lead }) => (
            <section key={side}>
              <h2>
                <Side side={side} /> <Words of={name} />
              </h2>
              <ul className="stack">
                {data.institutions
                  .filter((it) => it.side === side)
                  .map((it) => (
                    <li key={it.id}>
                      <InstitutionName institution={it} />
                      {it.id === lead && (
                        <div className="small faint">
                          <Trans>leads for its side</Trans>
                        </div>
                      )}
                    </li>
                  ))}
                {!data.institutions.some((it) => it.side === side) && (
                  <li className="faint">
                    <Trans>none recorded</Trans>
                  </li>
                )}
              </ul>
              {data.coChairs
                .filter((it) => it.side === side)
                .map(({ name: person, office }) => (
                  <p key={person} className="small">
                    <Trans>
                      Co-chair: <bdi>{person}</bdi>, <bdi>{office}</bdi>
                    </Trans>
                  </p>
                ))}
            </section>
          ))}
      </div>
    </ForumPage>
  );
};
