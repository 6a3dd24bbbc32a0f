import './matrix.css';
import './lines.css';
import './around.css';
import './list.css';
import { useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { ForumPage } from '../frame/forum-page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { useMoment } from '../moment/use-moment.js';
import { MatrixShown } from './matrix-shown.js';
import { useMatrix, useThen } from './use-matrix.js';
import { useRoom } from './use-room.js';

export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum' });
  const { forum, matrix, error } = useMatrix(id, useMoment());
  const then = useThen(id);
  const { room, ref } = useRoom();
  return (
    <ForumPage
      wide
      id={id}
      forum={forum}
      skips={[
        { id: 'matrix', label: t`To the matrix` },
        { id: 'filters', label: t`To the filters` },
      ]}
    >
      {(error ?? then.error) ? (
        <ProblemNotice error={error ?? then.error} />
      ) : !matrix || !forum ? (
        <Skeleton rows={8} columns={5} />
      ) : null}
      <div ref={ref}>
        {matrix && forum && room && <MatrixShown matrix={matrix} then={then.matrix} forum={forum} room={room} />}
      </div>
    </ForumPage>
  );
};
