import { useLingui } from '@lingui/react';
import type { OverallStatus as Status } from '../api/types.gen.js';
import { closed, statusNames } from '../words/status-words.js';
import { Mark } from './mark.js';

/** The status in words: open ones bold and coloured, closed ones quiet. */
export const StatusName = ({ status }: { status: Status }) => {
  const { _ } = useLingui();
  return (
    <span className={`st st-${status}${closed.has(status) ? ' shut' : ''}`}>
      {status === 'completed' && <Mark name="check" />}
      {_(statusNames[status])}
    </span>
  );
};
