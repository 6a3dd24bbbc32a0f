import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { Seals } from '../marks/seals.js';
import { flagOf, type FlagName } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import { textIn } from '../words/text.js';
import { idHere, namedBySide, signedFor, type Sheet } from './sheet.js';

/** What matters most comes first; a narrow row has room for the first five, the commitment's own page has all. */
const byWeight: readonly FlagName[] = [
  'overdue',
  'unsigned',
  'disputed',
  'carriedOver',
  'silent',
  'missedMilestone',
  'unassigned',
  'undated',
  'conditional',
  'withoutEvidence',
];
const narrowUpTo = byWeight.indexOf('silent');
const warnings = new Set<FlagName>(['overdue', 'missedMilestone', 'disputed']);

interface FlagsProps {
  readonly line: MatrixLine;
  readonly sheet: Sheet;
  readonly narrow?: boolean;
  /** Where a link would stand within what is pressed to open the row. */
  readonly asText?: boolean;
}

/** What calls for attention, as words. `unsigned` can be asked why. */
export const Flags = ({ line, sheet, narrow = sheet.density !== 'comfortable', asText = false }: FlagsProps) =>
  line.flags
    .map((flag) => ({ flag, name: flagOf(flag).name }))
    .filter(({ name }) => !narrow || byWeight.indexOf(name) <= narrowUpTo)
    .sort((a, b) => byWeight.indexOf(a.name) - byWeight.indexOf(b.name))
    .map(({ flag, name }) =>
      name !== 'unsigned' ? (
        <span key={flag} className={warnings.has(name) ? 'f warn' : 'f'}>
          <Flag flag={flag} line={line} sheet={sheet} narrow={narrow} />
        </span>
      ) : asText ? (
        <span key={flag} className="f care">
          <Unsigned line={line} sheet={sheet} />
        </span>
      ) : (
        <a key={flag} className="f care" href={sheet.to.why(idHere(line.id, sheet.forum))} tabIndex={-1}>
          <Unsigned line={line} sheet={sheet} />
        </a>
      ),
    );

const Unsigned = ({ line, sheet }: FlagsProps) => (
  <>
    <Seals signed={signedFor(line.id, sheet)} />
    <span className="w">
      <Trans>unsigned</Trans>
    </span>
  </>
);

const Flag = ({ flag, line, sheet, narrow }: FlagsProps & { flag: string }) => {
  const { _ } = useLingui();
  const { name, times = 0 } = flagOf(flag);
  if (name === 'overdue')
    return (
      <>
        <Mark name="overdue" /> <Trans>overdue</Trans>
      </>
    );
  if (name === 'carriedOver')
    return narrow ? (
      <>
        <Mark name="carriedOver" />
        <span className="sr">{_(flagWords.carriedOver)} </span>
        <span dir="ltr">×{times}</span>
      </>
    ) : (
      <Plural value={times} one="carried over once" other="carried over # times" />
    );
  if (name === 'silent')
    return narrow ? (
      <>
        <Mark name="silent" />
        <span className="sr">{_(flagWords.silent)} </span>
        <span dir="ltr">×{times}</span>
      </>
    ) : (
      <Plural value={times} one="not spoken of in the last session" other="not spoken of in the last # sessions" />
    );
  if (name === 'unassigned') {
    const without = namedBySide(line, sheet).filter(({ named }) => named.length === 0);
    const [first, second] = without.map(({ side }) => textIn(side.name).words);
    if (first !== undefined && second !== undefined) return <Trans>nobody named</Trans>;
    if (first !== undefined) return <Trans>nobody named for {first}</Trans>;
  }
  return _(flagWords[name]);
};
