import { Logger } from '@nestjs/common';
import type { FollowerChange } from '@jwg/event-sourcing';
import { errorNames } from './error-names.js';

const log = new Logger('Followers');

/** One line for each change. `jwg health` and the readiness of a process show the event and the error's own words. */
export const logFollower = ({ name: follower, from, to, position, error, detail }: FollowerChange): void => {
  const at = { follower, position };
  if (to === 'failing') {
    const names = errorNames(error);
    const why = detail === undefined ? names : `${detail} (${names})`;
    log.warn(`${follower} fails after position ${position}: ${why}`, { ...at, error: names });
  } else if (from === 'failing') {
    log.log(
      `${follower} fails no more, ${to === 'standby' ? 'and stands by' : 'and works'} at position ${position}`,
      at,
    );
  } else {
    log.log(`${follower}: ${to === 'running' ? 'took the lease' : 'lost the lease'} at position ${position}`, at);
  }
};
