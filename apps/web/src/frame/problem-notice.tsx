import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Problem } from '../api/problem.js';
import { BackToNow } from '../moment/back-to-now.js';
import { useIsPast } from '../moment/use-moment.js';
import { problemWords } from '../words/problem-words.js';
import { ReadAgain } from './read-again.js';
import { SignInLink } from './sign-in-link.js';

/** Problems that pass by themselves: the page reads again. */
const passing = new Set(['no-answer', 'unavailable', 'not-yet-there', 'too-many-requests', 'timed-out', 'internal']);

/** What went wrong, by whose rule, the way out as buttons where the page can do it, and the id of the request. */
export const ProblemNotice = ({ error }: { error: unknown }) => {
  const { _ } = useLingui();
  const past = useIsPast();
  const problem = error instanceof Problem ? error : undefined;
  const known = problem && problemWords[problem.kind];
  return (
    <div className="note warn problem" role="alert">
      <div>
        <p>
          <b>{known ? _(known) : (problem?.title ?? <Trans>This page could not be shown.</Trans>)}</b>
        </p>
        {toRead(problem).map((sentence) =>
          sentence === undefined ? null : (
            <p key={sentence} lang="en" dir="ltr">
              {sentence}
            </p>
          ),
        )}
        <p className="row">
          {past && <BackToNow className="btn" />}
          {problem?.kind === 'unauthenticated' && <SignInLink className="btn primary" />}
          {problem?.kind === 'not-found' && (
            <Link className="btn" to="/forums">
              <Trans>All forums</Trans>
            </Link>
          )}
          {problem && passing.has(problem.kind) && <ReadAgain after={problem.retryAfter} />}
        </p>
        {problem?.instance !== undefined && <RequestId id={problem.instance} />}
      </div>
    </div>
  );
};

/** The API's own sentences; about signing in they are for programs, who send a token. */
const toRead = (problem: Problem | undefined): readonly (string | undefined)[] =>
  problem === undefined || problem.kind === 'unauthenticated' ? [] : [problem.detail, problem.wayOut];

const RequestId = ({ id }: { id: string }) => (
  <p className="small faint">
    <Trans>
      Request <bdi className="code">{id.replace('urn:uuid:', '')}</bdi>
    </Trans>{' '}
    <button type="button" className="btn quiet" onClick={() => void navigator.clipboard.writeText(id)}>
      <Trans>Copy</Trans>
    </button>
  </p>
);
