import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { ruleWords } from '../words/rule-words.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import type { Waits } from './waits-for.js';

/** What it waits for: the next moves that the rules allow, and who may make them. */
export const WaitsList = ({ of, names }: { of: readonly Waits[]; names: Names }) => {
  const { _ } = useLingui();
  if (of.length === 0) return null;
  return (
    <div className="waits">
      <h3>
        <Trans>What it waits for</Trans>
      </h3>
      <ol>
        {of.map((it, n) => (
          <li key={it.rule}>
            <b className="n" aria-hidden="true">
              {n + 1}
            </b>
            <span title={_(ruleWords[it.rule]!)}>
              <Move of={it} names={names} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
};

const Move = ({ of, names }: { of: Waits; names: Names }) => {
  const side = (id: string) => textIn(names.side(id)).words;
  switch (of.for) {
    case 'answer': {
      const other = of.of === undefined ? undefined : side(of.of);
      return other === undefined ? (
        <Trans>
          <b>The other side answers:</b> accepts it, declines it, or it is withdrawn (rule T2).
        </Trans>
      ) : (
        <Trans>
          <b>{other} answers:</b> accepts it, or declines it; the proposer may withdraw it (rule T2).
        </Trans>
      );
    }
    case 'signatures': {
      const missing = of.missing === undefined ? undefined : side(of.missing);
      return missing === undefined ? (
        <Trans>
          <b>Both sides sign</b> one and the same minutes in which it stands. Then it is adopted (rule T4).
        </Trans>
      ) : (
        <Trans>
          <b>{missing} signs</b> the same text. Then it is adopted (rule T4).
        </Trans>
      );
    }
    case 'start':
      return (
        <Trans>
          <b>An institution that leads or supports it</b> reports progress, or a session says that work begins (rule
          T6).
        </Trans>
      );
    case 'obstacle': {
      const { cause } = of;
      return (
        <Trans>
          <b>The obstacle goes:</b> {cause} Then the work goes on (rule T7).
        </Trans>
      );
    }
    case 'report':
      return (
        <Trans>
          <b>The institution that leads it reports</b> completion, with evidence (rule T8).
        </Trans>
      );
    case 'confirmation':
      return <Confirmation consented={of.consented.map(side)} />;
    case 'forum': {
      const forum = textIn(names.forum(of.forum)).words;
      return (
        <Trans>
          <b>{forum}</b> decides on it, or returns it (rule T15).
        </Trans>
      );
    }
  }
};

const Confirmation = ({ consented: [first] }: { consented: readonly string[] }) =>
  first === undefined ? (
    <Trans>
      <b>The forum, or both secretariats, confirm</b> the completion; not the institution that reported it alone (rule
      T9).
    </Trans>
  ) : (
    <Trans>
      <b>The forum, or the other secretariat, confirms</b> the completion: {first} has consented (rule T9).
    </Trans>
  );
