import type { ReactNode } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { CommitmentDifference } from '../api/types.gen.js';
import { fieldWords } from '../words/field-words.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';

export const Labelled = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <>
    <b>{label}</b> <span>{children}</span>
  </>
);

/** The old value stays readable beside the new one. */
export const Moved = ({ then, now }: { then: ReactNode; now: ReactNode }) => (
  <>
    <del>{then}</del> <i className="arrow">→</i> <ins>{now}</ins>
  </>
);

type Both = Pick<CommitmentDifference, 'then' | 'now'>;

export const ChangedHands = ({ then, now, names }: Both & { names: Names }) => {
  const named = (ids: readonly string[] = []) =>
    ids.length === 0 ? (
      <Trans>nobody named</Trans>
    ) : (
      ids.map((id, n) => (
        <span key={id}>
          {n > 0 && ', '}
          <Words of={names.institution(id).name} />
        </span>
      ))
    );
  const differs = (field: 'lead' | 'support') => then[field] !== undefined || now[field] !== undefined;
  return (
    <>
      {differs('lead') && (
        <div>
          <Labelled label={<Trans>Who leads it</Trans>}>
            <Moved then={named(then.lead)} now={named(now.lead)} />
          </Labelled>
        </div>
      )}
      {differs('support') && (
        <div>
          <Labelled label={<Trans>Who supports it</Trans>}>
            <Moved then={named(then.support)} now={named(now.support)} />
          </Labelled>
        </div>
      )}
    </>
  );
};

/** Those that came and those that went; one that counts sessions may do both. */
export const ChangedFlags = ({ then, now }: Both) => {
  const { _ } = useI18n();
  const words = (flag: string) => {
    const { name, times } = flagOf(flag);
    return times === undefined ? _(flagWords[name]) : `${_(flagWords[name])} ×${times}`;
  };
  const came = (now.flags ?? []).filter((it) => !then.flags?.includes(it)).map(words);
  const went = (then.flags ?? []).filter((it) => !now.flags?.includes(it)).map(words);
  return (
    <>
      {came.length > 0 && (
        <div>
          <Labelled label={<Trans>Flags that came</Trans>}>{came.join(', ')}</Labelled>
        </div>
      )}
      {went.length > 0 && (
        <div>
          <Labelled label={<Trans>Flags that went</Trans>}>{went.join(', ')}</Labelled>
        </div>
      )}
    </>
  );
};

export const OtherFields = ({ then, now }: Both) => {
  const { _ } = useI18n();
  const fields = [...new Set([...Object.keys(then), ...Object.keys(now)])].map((it) =>
    fieldWords[it] ? _(fieldWords[it]) : it,
  );
  return <Labelled label={<Trans>Something else of it:</Trans>}>{fields.join(', ')}</Labelled>;
};
