import { Trans } from '@lingui/react/macro';
import { Problem } from '../api/problem.js';

/** What went wrong, by whose rule, the way out, and the id of the request. */
export const ProblemNotice = ({ error }: { error: unknown }) => {
  const problem = error instanceof Problem ? error : undefined;
  return (
    <div className="note warn" role="alert">
      <div>
        <p>
          <b>{problem?.title ?? <Trans>This page could not be shown.</Trans>}</b>
        </p>
        {problem?.detail !== undefined && <p>{problem.detail}</p>}
        {problem?.wayOut !== undefined && <p>{problem.wayOut}</p>}
        {problem?.instance !== undefined && <p className="code faint">{problem.instance}</p>}
      </div>
    </div>
  );
};
