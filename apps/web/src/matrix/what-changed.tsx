import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { ChangedFields, CommitmentDifference, KindOfChange } from '../api/types.gen.js';
import { useDueWords } from '../words/due-words.js';
import { ordinalIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { statusWords } from '../words/status-words.js';
import { ChangedFlags, ChangedHands, Labelled, Moved, OtherFields } from './changed-parts.js';
import { ChangedBy } from './changed-by.js';
import { changeKinds, type Difference } from './differences.js';
import type { Sheet } from './sheet.js';

interface ChangedProps {
  readonly of: Difference;
  readonly sheet: Sheet;
  readonly names: Names;
}

/** In which ways a commitment differs, the old value beside the new one, and the events that did it. */
export const WhatChanged = ({ of: { told }, sheet, names }: ChangedProps) => {
  const ways = changeKinds.filter((kind) => told.kinds.includes(kind));
  return (
    <>
      <ul className="ways">
        {ways.map((kind) => (
          <li key={kind}>
            <Way kind={kind} told={told} names={names} />
          </li>
        ))}
      </ul>
      <ChangedBy of={told} sheet={sheet} />
    </>
  );
};

interface WayProps {
  readonly kind: KindOfChange;
  readonly told: CommitmentDifference;
  readonly names: Names;
}

const Way = ({ kind, told, names }: WayProps) => {
  const { _ } = useI18n();
  const dueWords = useDueWords();
  const { then, now, slip = 0, silentIn = [] } = told;
  const sooner = -slip;
  const due = ({ due: it }: ChangedFields) => (it ? dueWords(it) : <Trans>no date</Trans>);
  const moved = <Moved then={due(then)} now={due(now)} />;
  switch (kind) {
    case 'appeared':
      return <Trans>It was not known at the first moment.</Trans>;
    case 'gone':
      return <Trans>It is not known at the second moment.</Trans>;
    case 'moved':
      return (
        <Labelled label={<Trans>Status</Trans>}>
          <Moved then={then.status && _(statusWords[then.status])} now={now.status && _(statusWords[now.status])} />
        </Labelled>
      );
    case 'adopted':
      return <Trans>It was adopted: both sides have signed one text in which it stands.</Trans>;
    case 'closed':
      return <Trans>It was open, and is not any more.</Trans>;
    case 'slipped':
      return (
        <Labelled label={<Plural value={slip} one="Due # day later" other="Due # days later" />}>{moved}</Labelled>
      );
    case 'broughtForward':
      return (
        <Labelled label={<Plural value={sooner} one="Due # day sooner" other="Due # days sooner" />}>{moved}</Labelled>
      );
    case 'redated':
      return <Labelled label={<Trans>Due date</Trans>}>{moved}</Labelled>;
    case 'changedHands':
      return <ChangedHands then={then} now={now} names={names} />;
    case 'fellSilent':
      return (
        <Trans>Not spoken of in session {silentIn.map((it) => ordinalIn(it)).join(', ')}, which was held since.</Trans>
      );
    case 'flagged':
      return <ChangedFlags then={then} now={now} />;
    case 'otherwise':
      return <OtherFields then={then} now={now} />;
  }
};
