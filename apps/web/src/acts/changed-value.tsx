import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { AdoptionStatus, OverallStatus as Status } from '../api/types.gen.js';
import { StatusName } from '../marks/status.js';
import { stepWords } from '../words/axis-words.js';
import { dateWords } from '../words/dates.js';
import { ValueWords } from '../words/value-words.js';
import { bothSides } from './both-sides.js';

/** The value of a field that changed meanwhile, in the words that the page has for it elsewhere. */
export const ChangedValue = ({ field, of }: { field: string; of: unknown }) => {
  const { _ } = useLingui();
  if (field === 'status' && of !== undefined) return <StatusName status={of as Status} />;
  if (field === 'adoption' && of !== undefined) return <>{_(stepWords[of as AdoptionStatus])}</>;
  if (field === 'inEffect') return of === true ? <Trans>yes</Trans> : <Trans>no</Trans>;
  const parts = partsOf(field, of);
  if (parts === undefined) return <ValueWords of={of} />;
  if (parts.length === 0) return <ValueWords of={undefined} />;
  return (
    <>
      {parts.map(([name, value]) => {
        const act = field === 'consents' && bothSides.find(({ consent }) => consent?.to === name);
        return (
          <div key={name}>
            {act ? `${_(act.title)}: ` : field === 'consents' ? '' : isNamed(field) && <bdi>{name}: </bdi>}
            <bdi>{value}</bdi>
          </div>
        );
      })}
    </>
  );
};

/** Their parts have names that say something. */
const isNamed = (field: string): boolean => field === 'signatures' || field === 'milestones';

/** The parts of a value that has several; undefined: it is one value. */
const partsOf = (field: string, of: unknown): [name: string, value: string][] | undefined => {
  if (Array.isArray(of)) return of.map((it) => [String(it), String(it)]);
  if (typeof of !== 'object' || of === null) return undefined;
  switch (field) {
    case 'blockedBy':
    case 'consents':
    case 'milestones':
      return Object.entries(of).map(([name, value]) => [name, [value].flat().join(', ')]);
    case 'completion': {
      const { completedOn } = of as { completedOn: string };
      return [['completedOn', dateWords(completedOn)]];
    }
    case 'signatures':
      return Object.entries(of as Record<string, string>).map(([side, on]) => [side, dateWords(on)]);
    default:
      return undefined;
  }
};
