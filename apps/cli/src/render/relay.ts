import type { RelayStanding } from '@jwg/platform';
import type { Views } from '../output.js';
import { wrap } from './table.js';

/** By the name of the figure, with its labels. */
interface Counted {
  readonly counted?: Readonly<Record<string, number>>;
}

/** `guessed`: the source that a refusal rests on, where nobody has said which one the server has. */
type Standing = RelayStanding & Counted & { readonly guessed?: string };

export const views: Views<Standing> = {
  text: (it, { width }) =>
    [
      `Role       ${roles[it.role](it)}`,
      `Published  ${it.position === -1 ? 'nothing' : `up to position ${it.position}`}, ${it.lag === 0 ? 'to the end of the ledger' : `${it.lag} events behind its end`}`,
      ...(it.refusal ? [`Refuses    ${it.refusal}`] : []),
      ...(it.refusal && it.guessed
        ? [
            `Compared   as a ledger at ${it.guessed}, which PORT says here. If the server has another address, set its JWG_PUBLIC_URL or PORT here, or ask it by --url.`,
          ]
        : []),
      ...(it.counted
        ? lines(it.counted)
        : ['Transactions, errors and fencings are counted by the process that relays: --url asks it.']),
    ]
      .flatMap((line) => wrap(line, width))
      .join('\n'),
  csv: ({ role, owner, heard, position, lag, refusal, counted = {} }) => [
    ['name', 'value'],
    ...Object.entries({ role, owner, heard, position, lag, ...(refusal && { refusal }), ...counted }),
  ],
};

/** Where no brokers are set here: only what the process itself says. */
export const countedViews: Views<Required<Counted>> = {
  text: ({ counted }, { width }) =>
    [
      ...(Object.keys(counted).length === 0 ? ['That process relays nothing.'] : lines(counted)),
      'JWG_KAFKA_BROKERS is not set here, so this is what that process says, and nothing was compared.',
    ]
      .flatMap((line) => wrap(line, width))
      .join('\n'),
  csv: ({ counted }) => [['name', 'value'], ...Object.entries(counted)],
};

const lines = (counted: Readonly<Record<string, number>>): string[] =>
  Object.entries(counted).map(([name, count]) => `${count.toLocaleString('en').padStart(9)}  ${name}`);

const roles = {
  active: ({ owner, heard }: RelayStanding) => `active: ${owner}, heard ${ago(heard!)} ago`,
  silent: ({ owner, heard }: RelayStanding) =>
    `silent: nobody relays; ${owner} was the last, heard ${ago(heard!)} ago, at ${heard}`,
  none: () => 'none: nothing was ever relayed under this prefix',
};

const ago = (time: string): string => {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60).toLocaleString('en')} min`;
};
