import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Me } from '../api/me.js';
import { stepWords } from '../words/axis-words.js';
import { statusWords } from '../words/status-words.js';
import { roleWords } from '../words/role-words.js';
import type { Rehearsal } from './use-rehearsal.js';

/** What sending the form will do, by the rules themselves, before it is sent. */
export const WillDo = ({ rehearsal, me, id }: { rehearsal: Rehearsal | undefined; me: Me; id: string }) => {
  const { t } = useLingui();
  const { _ } = useI18n();
  return (
    <aside className="will-do" aria-label={t`What this will do`}>
      <h4>
        <Trans>What this will do</Trans>
      </h4>
      <div aria-live="polite">
        {!rehearsal && (
          <p className="faint">
            <Trans>It is told here as soon as everything needed is filled in.</Trans>
          </p>
        )}
        {rehearsal && 'no' in rehearsal && (
          <div className="note warn">
            <div>
              <p>
                <b>{rehearsal.no.detail ?? rehearsal.no.title}</b>
              </p>
              <p>{rehearsal.no.wayOut}</p>
            </div>
          </div>
        )}
        {rehearsal && 'would' in rehearsal && rehearsal.lifted && (
          <p>
            <Trans>
              As it stands, the rules would say no: <b>{rehearsal.lifted.detail}</b>
            </Trans>{' '}
            <Trans>Two entries, one after the other: both are recorded, or none.</Trans>
          </p>
        )}
        {rehearsal && 'would' in rehearsal && <Moves rehearsal={rehearsal.would} id={id} />}
      </div>
      <p className="faint">
        <Trans>Recorded as: {_(roleWords[me.role])}.</Trans>{' '}
        <Trans>It cannot be edited afterwards; a correction is a further entry.</Trans>
      </p>
    </aside>
  );
};

const Moves = ({ rehearsal, id }: { rehearsal: Extract<Rehearsal, { would: unknown }>['would']; id: string }) => {
  const { _ } = useI18n();
  const { commitments, events } = rehearsal;
  if (events.length === 0)
    return (
      <p>
        <Trans>Nothing: it is so already.</Trans>
      </p>
    );
  return (
    <ul>
      {commitments.map(({ commitmentId, before, after, rules }) => {
        const name = commitmentId === id ? null : commitmentId;
        const [from, to] = [before && _(statusWords[before.status]), after && _(statusWords[after.status])];
        return (
          <li key={commitmentId}>
            {name !== null && <bdi>{name}: </bdi>}
            {from !== undefined && to !== undefined && from !== to ? (
              <Trans>
                The status moves from <b>{from}</b> to <b>{to}</b> (rule {rules.join(', ')}).
              </Trans>
            ) : (
              <Trans>The status stays as it is: {to ?? from}.</Trans>
            )}{' '}
            {before && after && before.adoption !== after.adoption && (
              <Trans>
                It was {_(stepWords[before.adoption])}, and becomes {_(stepWords[after.adoption])}.
              </Trans>
            )}
            {after?.adoption === 'provisional' && (
              <Trans>It stays unsigned: only signed minutes make it adopted.</Trans>
            )}
          </li>
        );
      })}
      {events.every(({ visibility }) => visibility === 'sideInternal') ? (
        <li>
          <Trans>Only your own side sees it, and it changes no status.</Trans>
        </li>
      ) : (
        <li>
          <Trans>Both sides see it, and it stands in the record for good.</Trans>
        </li>
      )}
    </ul>
  );
};
