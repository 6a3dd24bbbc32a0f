import { describe, expect, it } from '@jest/globals';
import { fold, Refused } from '@jwg/event-sourcing';
import fc from 'fast-check';
import type { Actor } from '../metadata.js';
import { auditor, coChair, context, focalPoint, recorder, sample, secretariat, service, stored } from '../samples.js';
import { history, moves } from '../testing/histories.js';
import { adopted, completed, inProgress, onHold, proposed, provisional, reportedComplete } from '../testing/lives.js';
import { Model, type Order } from '../testing/model.js';
import { commitment } from './decide.js';
import type { CommitmentEvent } from './events.js';
import { actsOf, tried } from './may.js';
import type { Commitment } from './state.js';
import { trials, type CommitmentAct } from './trials.js';

/** Refusals because of who asks, or of where the commitment stands. */
const ofCallerOrState: readonly string[] = [
  ...['ROLE_MAY_NOT', 'OTHER_INSTITUTION', 'OTHER_SIDE', 'ONLY_BY_A_SESSION', 'UNKNOWN_COMMITMENT'],
  ...['NOT_OPEN', 'NOT_AGREED', 'NOT_ADOPTED', 'ON_HOLD', 'NOT_IN_PROGRESS', 'COMPLETED', 'CONTINUING'],
  ...['NOT_REPORTED_COMPLETE', 'ALREADY_REPORTED', 'REPORTER_CANNOT_CONFIRM', 'REPORTER_CANNOT_REJECT'],
  ...['NO_EVIDENCE', 'NOTHING_TO_REOPEN', 'DUE_ALREADY_SET'],
];
/** Refusals because of the particulars. */
const ofParticulars: readonly string[] = [
  ...['UNKNOWN_INSTITUTION', 'SUCCEEDED', 'NOT_RESPONSIBLE', 'ALREADY_RESPONSIBLE', 'UNKNOWN_MILESTONE'],
  ...['UNKNOWN_EVIDENCE', 'UNKNOWN_ENTRY', 'NOT_YOURS', 'NOT_CORRECTABLE', 'BUILT_ON', 'OTHER_WORDS'],
];
/** Some acts name a side, evidence or a source of it among their particulars. */
const particular: Partial<Record<CommitmentAct, readonly string[]>> = {
  AssignResponsibility: ['OTHER_SIDE'],
  ReassignResponsibility: ['OTHER_SIDE'],
  RetractEvidence: ['OTHER_SIDE', 'ONLY_BY_A_SESSION'],
  ReportCompletion: ['NO_EVIDENCE'],
};

type Act = Order & { category: 'commitment'; command: { type: CommitmentAct } };
const isAct = (order: Order): order is Act => order.category === 'commitment' && order.command.type in trials;

const anybody: Actor[] = [
  ...[recorder, auditor, secretariat('PK'), secretariat('CN'), coChair('PK')],
  ...['pk-a', 'cn-a', 'pk-b'].map(focalPoint),
];

/** Before each act of a history: what the rules answer to it, by whomever it is given, and what those may do. */
class Asking extends Model {
  constructor(
    private readonly ask: (
      type: CommitmentAct,
      outcome: readonly CommitmentEvent[] | Refused,
      may: readonly CommitmentAct[],
    ) => void,
  ) {
    super();
  }

  override issue(order: Order): void {
    if (isAct(order)) for (const actor of [order.actor, ...anybody]) this.askFor({ ...order, actor });
    super.issue(order);
  }

  private askFor(order: Act): void {
    const { id, command } = order;
    const state = this.state<Commitment>('commitment', id);
    const around = this.context(order);
    this.ask(command.type, tried(command, state, around), actsOf(state, around, order.actor));
  }
}

describe('What somebody may do with a commitment', () => {
  it('is exactly what the rules take of them, in whatever state, unless the particulars are wrong', () => {
    fc.assert(
      fc.property(moves(), (all) => {
        const check = (type: CommitmentAct, outcome: readonly CommitmentEvent[] | Refused, may: readonly string[]) => {
          if (!(outcome instanceof Refused)) {
            if (outcome.length > 0) expect(may).toContain(type);
            return;
          }
          const { code } = outcome;
          expect([...ofCallerOrState, ...ofParticulars]).toContain(code);
          if (ofCallerOrState.includes(code) && !particular[type]?.includes(code))
            expect([code, ...may]).not.toContain(type);
        };
        history(new Asking(check), 'aa', all);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  const may = (life: readonly CommitmentEvent[], actor: Actor, by: Actor = secretariat('PK')) => {
    const events = life.map((event, n) => stored(event, 'commitment-cpec-jwg-st.2.c1', n, { actor: by }));
    return actsOf(fold(commitment, events), context(actor, { history: events }), actor);
  };
  const [pk, cn, lead] = [secretariat('PK'), secretariat('CN'), focalPoint('pk-stza')];

  it('changes with where it stands, and with who asks', () => {
    const of = (...lives: (readonly CommitmentEvent[])[]) => lives.map((life) => may(life, lead));
    const always = ['ReportProgress', 'DefineMilestone', 'AttachEvidence'];
    const [first, working, held, reported] = of(provisional, inProgress, onHold, reportedComplete);
    expect(first).toEqual(expect.arrayContaining([...always, 'StartWork', 'ReportCompletion']));
    expect(working).toEqual(expect.arrayContaining([...always, 'BlockCommitment', 'ReportCompletion']));
    expect(working).not.toContain('StartWork');
    expect(held).toEqual(expect.arrayContaining([...always, 'UnblockCommitment']));
    expect(held).not.toContain('ReportCompletion');
    expect(reported).not.toContain('ReportCompletion');
    expect(may(proposed, lead)).toEqual(['AttachEvidence']);
    for (const nobody of [auditor, service]) expect(may(adopted, nobody)).toEqual([]);
  });

  it('is for both secretariats to confirm, and for the one that did not report it to refuse', () => {
    expect(may(reportedComplete, pk)).toContain('ConfirmCompletion');
    expect(may(reportedComplete, cn)).toEqual(expect.arrayContaining(['ConfirmCompletion', 'RejectCompletion']));
    expect(may(reportedComplete, pk)).not.toContain('RejectCompletion');
    expect(may(completed, cn)).toContain('ReopenCommitment');
  });

  it('is to correct what one entered, whatever that is', () => {
    expect(may([...provisional, sample('DueDateSet')], coChair('PK'), coChair('PK'))).toContain('CorrectEntry');
    expect(may([...provisional, sample('DueDateSet')], coChair('CN'), coChair('PK'))).not.toContain('CorrectEntry');
  });
});
