import { LedgerError } from '@jwg/platform';
import type { Imported } from '@jwg/application';

/** The file has problems; nothing of it was written, unless the message says what stands. */
export class ImportProblems extends LedgerError {
  override readonly name = 'ImportProblems';
  readonly kind = 'refused';
  override readonly type = 'import-problems';
  /** Without the name of the file, which over HTTP is always the body. */
  readonly problems: readonly Omit<Imported['problems'][number], 'file'>[];
  readonly moreProblems: number;
  constructor({ problems, moreProblems, unjudged, unfinished }: Imported) {
    const count = problems.length + moreProblems;
    super(
      `The record has ${count === 1 ? 'one problem' : `${count} problems`}${unfinished ? '.' : '; nothing of it was written.'}` +
        (unfinished ? ` ${unfinished}` : '') +
        (unjudged > 0 ? ` ${unjudged} more commands could not be judged before these are solved.` : ''),
    );
    this.problems = problems.map(({ file: _file, ...problem }) => problem);
    this.moreProblems = moreProblems;
  }
}
