import { describe, expect, it } from '@jest/globals';
import { flagNames } from '@jwg/read-models';
import { undertaking } from '../../libs/read-models/src/testing/frame.js';
import { History } from '../../libs/read-models/src/testing/history.js';
import { commitmentRecord } from '../../libs/read-models/src/commitments/record.js';
import { pages } from './pages.js';

const { text } = pages.find(({ file }) => file === 'docs/reference/flags.md')!;
const rowsUnder = (head: string): string[][] =>
  text
    .slice(text.indexOf(head))
    .split('\n\n')[0]!
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

const id = 'st.1.c1';
const usual = { lead: ['pk-most'], support: ['cn-most'], due: { date: '2022-04' } };
const said = (more: object = {}, type: 'DecisionTaken' | 'ProposalMade' = 'DecisionTaken', by: object = {}) =>
  new History()
    .forum()
    .on('2020-11-06')
    .session('st.1', (it) =>
      it.append('st.1', type, { ...by, undertakings: [undertaking(id, { ...usual, ...more })] }),
    );
const signed = (more: object = {}) =>
  said(more)
    .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
    .bothSign('st.1', { adopts: [id] });
const milestone = (reachedOn?: string) => {
  const due = { date: '2021-06' };
  const history = signed().append(id, 'MilestoneDefined', { milestone: 'm1', title: 'Opening', due });
  const reached = { milestone: 'm1', on: reachedOn!, evidence: [] };
  return reachedOn === undefined ? history : history.append(id, 'MilestoneReached', reached);
};
const bySessionTwo = () => signed({ due: { session: 'st.2' } });
const PK = { side: 'PK', institution: 'pk-most' };
const evidence = [{ reference: 'A letter' }];

/** What the words in the first column of the examples stand for. */
const recorded: Readonly<Record<string, () => History>> = {
  'nothing else': signed,
  'it is reported complete': () =>
    signed().append(id, 'CompletionReported', { by: PK, completedOn: '2022-04-10', evidence }),
  'it is reported complete, and its evidence is retracted': () =>
    signed()
      .append(id, 'CompletionReported', { by: PK, completedOn: '2022-04-10', evidence })
      .append(id, 'EvidenceRetracted', { reference: 'A letter', reason: 'Of another item' }),
  'it is due by session 2, which concludes': () => bySessionTwo().session('st.2'),
  'it is proposed, and not answered': () => said({}, 'ProposalMade', { speaker: { kind: 'side', side: 'PK' } }),
  'sessions 2 and 3 do not mention it': () => signed().session('st.2').session('st.3'),
  'session 2 carries it over to session 3': () =>
    signed().session('st.2', (it) =>
      it.append('st.2', 'CommitmentReviewed', { commitmentId: id, outcome: 'carriedOver', toSession: 'st.3' }),
    ),
  'PK says on track, CN says at risk': () =>
    signed()
      .append(id, 'ProgressAssessed', { by: 'PK', rating: 'onTrack' })
      .append(id, 'ProgressAssessed', { by: 'CN', rating: 'atRisk' }),
  'nobody supports it': () => signed({ support: [] }),
  'it has no due date': () => signed({ due: undefined }),
  'it is due by session 2, which is cancelled': () =>
    bySessionTwo().append('st.2', 'SessionScheduled', {}).append('st.2', 'SessionCancelled', { reason: 'Floods' }),
  'nobody has signed': said,
  'nobody has signed, and it lapses': () => said().append(id, 'CommitmentLapsed', { by: 'forum', rule: 'Two years' }),
  'it depends on funds': () => signed({ condition: 'Funds are found' }),
  'a milestone is due in 2021-06, and not reached': () => milestone(),
  'a milestone is due in 2021-06, and reached on 2021-07-09': () => milestone('2021-07-09'),
  'a milestone is due in 2021-06, and reached in 2021': () => milestone('2021'),
};

describe('The page of flags', () => {
  it('has every flag, in the order in which answers have them', () => {
    expect(rowsUnder('| flag ').map(([name]) => name)).toEqual(flagNames.map((it) => `\`${it}\``));
  });

  const examples = rowsUnder('| recorded ') as [string, string, string][];

  it.each(examples)('tells what becomes of it when %s, as of %s: %s', async (words, on, flags) => {
    const record = await commitmentRecord(recorded[words]!().asked(on), id);
    expect(record!.flags.map((it) => `\`${it}\``).join(', ')).toBe(flags);
  });

  it('has an example of every flag, and of nothing that is not tried here', () => {
    const shown = examples.flatMap(([, , flags]) => flags.match(/\w+(?=\(\d+\)`|`)/g) ?? []);
    expect(flagNames.filter((it) => !shown.includes(it))).toEqual([]);
    expect(Object.keys(recorded)).toEqual([...new Set(examples.map(([words]) => words))]);
  });
});
