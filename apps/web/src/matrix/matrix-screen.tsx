import './matrix.css';
import { useQuery } from '@tanstack/react-query';
import { useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { forumQuery, matrixQuery } from '../api/queries.js';
import { Page, Reading } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useMoment } from '../moment/use-moment.js';
import { textIn, Words } from '../words/text.js';
import { MatrixGrid } from './matrix-grid.js';

export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum' });
  const moment = useMoment();
  const forum = useQuery(forumQuery(id, moment));
  const matrix = useQuery(matrixQuery(id, moment));
  const error = forum.error ?? matrix.error;
  return (
    <Page
      wide
      title={forum.data ? textIn(forum.data.name).words : id}
      crumbs={[{ to: '/forums', label: t`Forums` }]}
      heading={forum.data ? <Words of={forum.data.name} /> : id}
    >
      {error ? <ProblemNotice error={error} /> : !matrix.data || !forum.data ? <Reading /> : null}
      {matrix.data && forum.data && <MatrixGrid matrix={matrix.data} forum={forum.data} />}
    </Page>
  );
};
