import './matrix.css';
import './lines.css';
import './around.css';
import './list.css';
import { useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import type { Matrix } from '../api/types.gen.js';
import { ForumPage } from '../frame/forum-page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Skeleton } from '../frame/skeleton.js';
import { useMoment } from '../moment/use-moment.js';
import { MatrixShown } from './matrix-shown.js';
import { useHeld } from './use-held.js';
import { useMatrix, useThen } from './use-matrix.js';
import { useRoom } from './use-room.js';
import { useWaiting } from './use-waiting.js';
import { WaitingNotice } from './waiting-notice.js';

const nothingOf = (matrix: Matrix): Matrix => ({ ...matrix, sessions: [], commitments: [] });

export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum' });
  const moment = useMoment();
  const read = useMatrix(id, moment);
  const then = useThen(id, moment);
  const { room, ref } = useRoom();
  const error = read.error ?? then.error;
  const { shown, waiting, show } = useWaiting(read, `${id} ${JSON.stringify(moment)}`);
  // While the reader drags, what is not read yet keeps its place, veiled.
  const held = useHeld({ forum: read.forum, matrix: shown, then: then.then });
  const forum = read.forum ?? held?.forum;
  const earlier = then.then ?? held?.then;
  const matrix = then.asked && !earlier ? undefined : (shown ?? (held?.matrix && nothingOf(held.matrix)));
  return (
    <ForumPage
      wide
      id={id}
      forum={read.forum}
      skips={[
        { id: 'matrix', label: t`To the matrix` },
        { id: 'filters', label: t`To the filters` },
      ]}
    >
      {error ? <ProblemNotice error={error} /> : !matrix || !forum ? <Skeleton rows={8} columns={5} /> : null}
      <div ref={ref}>
        {matrix && forum && room && <MatrixShown matrix={matrix} then={earlier} forum={forum} room={room} />}
      </div>
      <WaitingNotice waiting={waiting} show={show} />
    </ForumPage>
  );
};
