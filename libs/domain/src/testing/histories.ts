import fc from 'fast-check';
import type { CommitmentCommand } from '../commitment/decide.js';
import type { Commitment } from '../commitment/state.js';
import type { Actor } from '../envelope.js';
import type { ForumCommand } from '../forum/decide.js';
import { statementEvents, reviewOutcomes, type ReviewOutcome, type StatementEvent } from '../session/events.js';
import type { SessionCommand } from '../session/decide.js';
import type { Session } from '../session/state.js';
import type { StatementAsked } from '../session/statements.js';
import { auditor, coChair, focalPoint, recorder, samples, secretariat, service } from '../samples.js';
import { commitmentKinds } from '../vocabulary.js';
import type { Model, Order } from './model.js';

/** One move of a history: what is done, and the dice that settle how. Meaningful in every state, so moves can be left out. */
export interface Move {
  readonly what: keyof typeof acts;
  readonly dice: number;
}

const institutions = ['pk-a', 'pk-b', 'cn-a', 'cn-b', 'constructor'];
const everybody: Actor[] = [
  recorder,
  secretariat('PK'),
  secretariat('CN'),
  secretariat('XX'),
  coChair('PK'),
  coChair('CN'),
  ...institutions.slice(0, 4).map(focalPoint),
  auditor,
  service,
];
const digests = ['1a', '2b'].map((byte) => `sha256:${byte.repeat(32)}`);
const reason = 'Because';
const text = { en: 'Words' };
const kinds = Object.keys(statementEvents) as StatementEvent['type'][];

/** Mulberry32: the same dice, the same choices. */
class Dice {
  constructor(private seed: number) {}
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  chance = (part: number): boolean => this.next() < part;
  pick = <T>(items: readonly T[]): T => items[Math.floor(this.next() * items.length)]!;
  some = <T>(items: readonly T[], part: number): T[] => items.filter(() => this.chance(part));
}

interface Table {
  readonly model: Model;
  readonly forum: string;
  readonly dice: Dice;
}

const idsOf = ({ model, forum }: Table, category: string): string[] =>
  [...model.streams.keys()]
    .filter((it) => it.startsWith(`${category}-${forum}.`))
    .map((it) => it.slice(category.length + 1));
const latestSession = (table: Table): string => idsOf(table, 'session').at(-1) ?? `${table.forum}.1`;
const someSession = (table: Table): string =>
  table.dice.chance(0.8) ? latestSession(table) : (table.dice.pick(idsOf(table, 'session')) ?? `${table.forum}.9`);
/** Now and then one that does not exist; mostly one of the first, so that some of them grow old. */
const someCommitment = (table: Table): string => {
  const { dice, forum } = table;
  const ids = idsOf(table, 'commitment');
  if (ids.length === 0 || dice.chance(0.03)) return `${forum}.8.c8`;
  return dice.pick(dice.chance(0.7) ? ids.slice(0, 4) : ids);
};
const stateOf = ({ model }: Table, id: string): Commitment => model.state('commitment', id);

const usually = ({ dice }: Table, actor: Actor): Actor => (dice.chance(0.9) ? actor : dice.pick(everybody));

const inForum = (table: Table, command: ForumCommand, actor = recorder): Order => ({
  category: 'forum',
  id: table.forum,
  command,
  actor: usually(table, actor),
});
const inSession = (table: Table, id: string, command: SessionCommand, actor = recorder): Order => ({
  category: 'session',
  id,
  command,
  actor: usually(table, actor),
});
const onCommitment = (table: Table, id: string, command: CommitmentCommand, actor: Actor): Order => ({
  category: 'commitment',
  id,
  command,
  actor: usually(table, actor),
});

const undertaking = ({ dice }: Table) => ({
  kind: dice.chance(0.4) ? ('support' as const) : dice.pick(commitmentKinds),
  title: text,
  lead: dice.some(institutions, 0.4),
  support: dice.some(institutions, 0.3),
  beneficiaries: [],
  ...(dice.chance(0.3) && { due: { date: dice.pick(['2023', '2024-05']) } }),
});

/** A commitment and, mostly, an outcome that makes sense as it stands. */
const reviewed = (table: Table): { commitmentId: string; outcome: ReviewOutcome } => {
  const { dice } = table;
  const commitmentId = someCommitment(table);
  const { implementation, disposition } = stateOf(table, commitmentId);
  const outcome = dice.chance(0.3)
    ? dice.pick(reviewOutcomes)
    : disposition === 'referred'
      ? 'referralReturned'
      : disposition !== 'open' || implementation === 'completed'
        ? 'reopened'
        : implementation === 'reportedComplete'
          ? dice.pick(['completionConfirmed', 'completionNotAccepted'] as const)
          : dice.pick(['carriedOver', 'dateRevised', 'deferred', 'superseded'] as const);
  return { commitmentId, outcome };
};

const statement = (table: Table, id: string): StatementAsked => {
  const { dice, forum } = table;
  const known = idsOf(table, 'commitment');
  const type = dice.chance(0.5)
    ? dice.pick(
        known.length < 2
          ? (['DecisionTaken', 'ProposalMade'] as const)
          : (['CommitmentReviewed', 'CommitmentReviewed', 'DecisionTaken'] as const),
      )
    : dice.pick(kinds);
  const one = dice.chance(0.9);
  const isSided = ['DirectionGiven', 'ProposalMade', 'StatementInsertedBySide', 'ProposalDeclined'].includes(type);
  const side = { kind: 'side', side: dice.pick(['PK', 'CN']) };
  const speaker =
    (one && isSided) || (!one && dice.chance(0.5))
      ? side
      : one
        ? { kind: 'joint' }
        : { kind: 'official', office: 'Minister' };
  const proposals = idsOf(table, 'commitment').filter((it) => stateOf(table, it).adoption === 'proposed');
  const answered = type.startsWith('Proposal') && proposals.length > 0 ? dice.pick(proposals) : someCommitment(table);
  const ownSide = institutions.filter((it) => it.startsWith(side.side.toLowerCase()));
  const undertakings = [
    {
      ...undertaking(table),
      ...(dice.chance(0.15) && { commitmentId: answered }),
      ...(type === 'DirectionGiven' && one && { kind: 'measureByOneSide', lead: ownSide, support: [] }),
    },
    ...(dice.chance(0.3) && type !== 'DirectionGiven' ? [undertaking(table)] : []),
  ];
  const ordinal = Number(id.split('.')[1]);
  const particulars: Partial<Record<StatementEvent['type'], object>> = {
    DecisionTaken: { undertakings },
    UndertakingAgreed: { undertakings },
    DirectionGiven: { undertakings },
    ProposalMade: { undertakings },
    RequestMade: { undertakings, addressee: { side: dice.pick(['PK', 'CN']) } },
    ProjectInitiated: { starts: [someCommitment(table)] },
    InstrumentSigned: { instrument: text, parties: dice.some(institutions, 0.3), fulfils: someCommitment(table) },
    BodyEstablished: { body: text, fulfils: someCommitment(table) },
    RecommendationMade: { toForum: 'parent', commitments: [someCommitment(table)] },
    ProposalAccepted: { commitments: [answered] },
    ProposalDeclined: { commitments: [answered], reason },
    ProposalWithdrawn: { commitments: [answered], reason },
    CommitmentReviewed: {
      ...reviewed(table),
      reason,
      due: { date: dice.pick(['2024', '2025']) },
      by: [someCommitment(table)],
      toForum: 'parent',
      toSession: `${forum}.${ordinal + (one ? 1 : 0)}`,
    },
  };
  const refersTo = known.length > 0 && dice.chance(0.3) ? [someCommitment(table)] : [];
  return { type, data: { text, speaker, refersTo, ...particulars[type] } } as unknown as StatementAsked;
};

const opening = (table: Table, id: string): Order[] => [
  inSession(table, id, {
    type: 'ScheduleSession',
    data: { ...samples.SessionScheduled, forum: table.forum, ordinal: Number(id.split('.')[1]) },
  }),
  ...(table.dice.chance(0.75)
    ? [inSession(table, id, { type: 'OpenSession', data: { openedOn: '2022-04-20', coChairs: [], delegations: [] } })]
    : []),
];

const drafting = (table: Table, id: string): Order => {
  const { dice, model } = table;
  const { statements } = model.state<Session>('session', id);
  const statementIds = dice.some(
    Object.keys(statements).filter((it) => !statements[it]!.annulled || dice.chance(0.02)),
    0.8,
  );
  const said = statementIds.flatMap((it) => statements[it]!.undertakings);
  const changes = dice.some(said, 0.3).map(({ commitmentId }) => ({ commitmentId, ...undertaking(table) }));
  return inSession(table, id, {
    type: 'DraftMinutes',
    data: { digest: dice.pick(digests), languages: ['en'], statementIds, changes },
  });
};

const signing = (table: Table, id: string, side: string): Order => {
  const { version = 1, digest = digests[0]! } = table.model.state<Session>('session', id).draft ?? {};
  const signs = table.dice.chance(0.9)
    ? { version, digest }
    : { version: table.dice.pick([1, 2]), digest: table.dice.pick(digests) };
  const signedOn = table.dice.chance(0.95) ? table.dice.pick(['2022-05-01', '2022-06-01']) : '2021-01-01';
  return inSession(table, id, { type: 'SignMinutes', data: { side, signedOn, ...signs } }, coChair(side));
};

const evidence = [{ reference: 'photo' }];

/** What people do; each act is carried out order by order, so a later one sees what an earlier one led to. */
const acts = {
  house: (table: Table) => {
    const { dice } = table;
    const institution = dice.pick(institutions);
    const side = dice.pick(['PK', 'CN']);
    return [
      inForum(
        table,
        dice.pick<ForumCommand>([
          { type: 'MarkForumDormant', data: { reason } },
          { type: 'ReviveForum', data: { reason } },
          { type: 'ReviveForum', data: { reason } },
          { type: 'ReviveForum', data: { reason } },
          { type: 'RegisterInstitution', data: { institution: 'pk-c', side, name: text } },
          { type: 'RenameInstitution', data: { institution, name: { en: dice.pick(['One', 'Two']) } } },
          { type: 'SucceedInstitution', data: { institution, by: dice.pick(institutions), reason } },
          { type: 'DesignateCoChair', data: { side, name: dice.pick(['A', 'B']), office: 'Secretary' } },
          { type: 'NominateFocalPoint', data: { institution: 'pk-a', person: 'a' } },
          { type: 'ReleaseFocalPoint', data: { institution: 'pk-a', person: 'a' } },
        ]),
        dice.pick([recorder, secretariat(side)]),
      ),
    ];
  },
  meet: (table: Table) => opening(table, `${table.forum}.${idsOf(table, 'session').length + 1}`),
  calendar: (table: Table) => [
    inSession(
      table,
      someSession(table),
      table.dice.pick<SessionCommand>([
        { type: 'RescheduleSession', data: { plannedOn: table.dice.pick(['2022', '2023']) } },
        { type: 'PostponeSession', data: { reason } },
        { type: 'CancelSession', data: { reason } },
        { type: 'AgreeAgenda', data: { items: [text] } },
        { type: 'OpenSession', data: { openedOn: '2022-04-20', coChairs: [], delegations: [] } },
        { type: 'FixNextSession', data: { ordinal: 5 } },
        { type: 'ConcludeSession', data: { concludedOn: '2022-04-20' } },
      ]),
    ),
  ],
  say: (table: Table) => {
    const id = someSession(table);
    const statements = [1, 2].slice(0, table.dice.pick([1, 1, 1, 2])).map(() => statement(table, id));
    return [inSession(table, id, { type: 'RecordStatements', data: { session: id, statements } })];
  },
  minutes: (table: Table) => {
    const id = someSession(table);
    const side = table.dice.pick(['PK', 'CN']);
    const { version = 1, digest = digests[0]! } = table.model.state<Session>('session', id).draft ?? {};
    return [
      table.dice.pick([
        drafting(table, id),
        signing(table, id, side),
        signing(table, id, side),
        inSession(table, id, { type: 'AgreeMinutesText', data: { version, digest } }),
        inSession(table, id, { type: 'CommentMinutes', data: { version, side, comment: reason } }, secretariat(side)),
      ]),
    ];
  },
  conclude: function* (table: Table) {
    const id = latestSession(table);
    for (const _ of [1, 2, 3]) yield* acts.say(table);
    yield inSession(table, id, { type: 'ConcludeSession', data: { concludedOn: '2022-04-20' } });
    yield drafting(table, id);
    yield signing(table, id, 'PK');
    if (table.dice.chance(0.2)) yield drafting(table, id);
    if (table.dice.chance(0.8)) yield signing(table, id, 'CN');
    yield* opening(table, `${table.forum}.${idsOf(table, 'session').length + 1}`);
  },
  record: (table: Table) => {
    const id = someSession(table);
    const eventId = table.dice.pick(table.model.streams.get(`session-${id}`) ?? [])?.event.id ?? table.forum;
    return [
      inSession(
        table,
        id,
        table.dice.chance(0.6)
          ? {
              type: 'CorrectRecord',
              data: {
                eventId,
                field: table.dice.pick(['text', 'paragraph', 'venue', 'undertakings']),
                new: table.dice.pick<unknown>([{ en: 'Corrected' }, 'Corrected', 1]),
                reason,
              },
            }
          : { type: 'AnnulRecord', data: { eventId, reason } },
      ),
    ];
  },
  work: (table: Table) => {
    const { dice, forum } = table;
    const id = someCommitment(table);
    const state = stateOf(table, id);
    const side = dice.pick(['PK', 'CN']);
    const [lead = 'pk-a'] = state.lead;
    const institution = dice.pick(institutions.filter((it) => dice.chance(0.2) || it[0] === lead[0]).concat('pk-b'));
    const part = dice.pick(['lead', 'support'] as const);
    const due = { date: dice.pick(['2023', '2024']) };
    const worker = dice.chance(0.6) ? focalPoint(lead) : secretariat(side);
    const byWorker: CommitmentCommand[] = [
      { type: 'StartWork', data: { cause: reason } },
      { type: 'ReportProgress', data: { narrative: reason, evidence } },
      state.implementation === 'onHold'
        ? { type: 'UnblockCommitment', data: {} }
        : { type: 'BlockCommitment', data: { cause: reason } },
      { type: 'ReportCompletion', data: { completedOn: '2023', evidence: dice.chance(0.9) ? evidence : [] } },
      { type: 'ReportCompletion', data: { completedOn: '2023', evidence } },
      { type: 'DefineMilestone', data: { title: 'Opening' } },
      { type: 'ReachMilestone', data: { milestone: dice.pick(['m1', 'm2']), on: '2023', evidence: [] } },
      { type: 'AttachEvidence', data: { evidence: { reference: dice.pick(['photo', 'letter']) } } },
      { type: 'RetractEvidence', data: { reference: dice.pick(['photo', 'letter']), reason } },
    ];
    const bySecretariat: CommitmentCommand[] = [
      { type: 'AssessProgress', data: { rating: 'atRisk' } },
      { type: 'RejectCompletion', data: { reason } },
      { type: 'AssignResponsibility', data: { institution, part } },
      { type: 'ReassignResponsibility', data: { from: lead, to: institution, part: 'lead', reason } },
      { type: 'SetDueDate', data: { due } },
      { type: 'ReviseDueDate', data: { to: due, reason } },
      { type: 'IssueReminder', data: { to: lead, regarding: reason } },
      { type: 'RegisterLegacyCommitment', data: { ...undertaking(table), commitmentId: id, forum } },
      { type: 'AcceptCommitment', data: { statement: `${forum}.1.s1` } },
    ];
    return dice.chance(0.6)
      ? [onCommitment(table, id, dice.pick(byWorker), worker)]
      : [
          onCommitment(
            table,
            id,
            dice.pick(bySecretariat),
            secretariat(dice.chance(0.5) ? side : lead.slice(0, 2).toUpperCase()),
          ),
        ];
  },
  settle: function* (table: Table) {
    const id = someCommitment(table);
    const { implementation } = stateOf(table, id);
    const confirm: CommitmentCommand = { type: 'ConfirmCompletion', data: {} };
    const reopen: CommitmentCommand = { type: 'ReopenCommitment', data: { reason } };
    const command = table.dice.chance(0.8)
      ? implementation === 'completed'
        ? reopen
        : confirm
      : table.dice.pick<CommitmentCommand>([
          confirm,
          reopen,
          { type: 'WithdrawCommitment', data: { reason } },
          { type: 'LapseCommitment', data: { rule: reason } },
        ]);
    for (const side of table.dice.pick([['PK', 'CN'], ['CN', 'PK'], ['PK', 'PK'], ['CN']]))
      yield onCommitment(table, id, command, secretariat(side));
  },
  finish: function* (table: Table) {
    const adopted = idsOf(table, 'commitment').filter((it) => stateOf(table, it).adoption === 'adopted');
    const id = table.dice.pick(adopted) ?? someCommitment(table);
    yield onCommitment(
      table,
      id,
      { type: 'ReportCompletion', data: { completedOn: '2023', evidence } },
      secretariat('PK'),
    );
    if (table.dice.chance(0.5)) return;
    for (const side of ['CN', 'PK'])
      yield onCommitment(table, id, { type: 'ConfirmCompletion', data: {} }, secretariat(side));
  },
  pause: function* (table: Table) {
    const running = idsOf(table, 'commitment').filter((it) => stateOf(table, it).implementation === 'inProgress');
    const id = table.dice.pick(running) ?? someCommitment(table);
    yield onCommitment(table, id, { type: 'BlockCommitment', data: { cause: reason } }, secretariat('PK'));
    if (table.dice.chance(0.6))
      yield onCommitment(table, id, { type: 'UnblockCommitment', data: {} }, secretariat('CN'));
  },
  legacy: (table: Table) => {
    const commitmentId = `${table.forum}.0.c${table.dice.pick([1, 2, 3])}`;
    const data = { ...undertaking(table), commitmentId, forum: table.forum };
    return [onCommitment(table, commitmentId, { type: 'RegisterLegacyCommitment', data }, recorder)];
  },
  carry: (table: Table) => {
    table.model.carry(table.forum, table.dice.pick([1, 3, 10, Infinity]));
    return [];
  },
};

const weights: Record<keyof typeof acts, number> = {
  house: 2,
  meet: 1,
  calendar: 2,
  say: 6,
  minutes: 2,
  conclude: 2,
  record: 1,
  work: 8,
  settle: 3,
  finish: 2,
  pause: 1,
  legacy: 1,
  carry: 5,
};

export const moves = (length = 120): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(
        ...Object.entries(weights).flatMap(([what, n]) => Array<string>(n).fill(what)),
      ) as fc.Arbitrary<Move['what']>,
      dice: fc.nat(),
    }),
    { minLength: length / 2, maxLength: length, size: 'max' },
  );

/** A forum with its institutions, and its first session open. */
export const begin = (model: Model, forum: string): void => {
  const table = { model, forum, dice: new Dice(1) };
  model.issue({
    category: 'forum',
    id: forum,
    command: { type: 'EstablishForum', data: { ...samples.ForumEstablished, forum } },
    actor: recorder,
  });
  for (const institution of institutions) {
    const side = institution.startsWith('cn') ? 'CN' : 'PK';
    const command = { type: 'RegisterInstitution', data: { institution, side, name: text } } as const;
    model.issue({ category: 'forum', id: forum, command, actor: recorder });
  }
  for (const order of opening(table, `${forum}.1`)) model.issue({ ...order, actor: recorder });
};

export const perform = (model: Model, forum: string, { what, dice }: Move): void => {
  for (const order of acts[what]({ model, forum, dice: new Dice(dice) })) model.issue(order);
};

/** A whole history, at the end of which everything that was said has taken effect. */
export const history = (model: Model, forum: string, all: readonly Move[]): Model => {
  begin(model, forum);
  for (const move of all) perform(model, forum, move);
  model.carry(forum);
  return model;
};
