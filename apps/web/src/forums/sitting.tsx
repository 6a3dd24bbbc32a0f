import { Trans, useLingui } from '@lingui/react/macro';
import type { SessionSummary } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';

/** When and how a session met, or that it is planned, put off or not to be. */
export const Sitting = ({ session }: { session: SessionSummary }) => (
  <>
    <When session={session} />
    <div className="small faint">
      {session.mode === 'virtual' ? (
        <Trans>virtual</Trans>
      ) : session.mode === 'hybrid' ? (
        <Trans>partly virtual</Trans>
      ) : (
        <Trans>in person</Trans>
      )}
      {session.venue !== undefined && <bdi>, {session.venue}</bdi>}
    </div>
  </>
);

const When = ({ session: { phase, openedOn, concludedOn, heldNotAfter, plannedOn } }: { session: SessionSummary }) => {
  const { i18n } = useLingui();
  const words = (day: string) => dateWords(day, 'long', i18n.locale);
  if (phase === 'cancelled') return <Trans>cancelled</Trans>;
  if (phase === 'postponed') return <Trans>postponed</Trans>;
  if (openedOn !== undefined)
    return concludedOn !== undefined && concludedOn !== openedOn ? (
      <Trans>
        {words(openedOn)} to {words(concludedOn)}
      </Trans>
    ) : (
      words(openedOn)
    );
  if (heldNotAfter !== undefined) return <Trans>day unknown, held by {words(heldNotAfter)}</Trans>;
  return plannedOn === undefined ? (
    <Trans>planned, without a day</Trans>
  ) : (
    <Trans>planned for {words(plannedOn)}</Trans>
  );
};
