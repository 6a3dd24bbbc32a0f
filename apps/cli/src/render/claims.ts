import type { Claims, CompetingClaims } from '@jwg/read-models';
import { due, inWords, when } from '../words.js';

/** What sources say differently: a line for each claim, the chosen one with the rule that chose it. */
export const claimLines = (facts: Claims['facts']): string[] =>
  facts.flatMap(({ fact, rule, claims, more }) => [
    ...claims.map(
      ({ value, chosen, authority, source, occurredAt, position }) =>
        `${inWords(fact)} ${valueOf(fact, value)}: ${inWords(authority)}: ${source.reference}, ${when(occurredAt)} [${position}]${chosen && rule ? `; ${ruleWords[rule]}` : ''}`,
    ),
    ...(more === undefined ? [] : [`${inWords(fact)}: and ${more} more`]),
  ]);

const valueOf = (fact: CompetingClaims['fact'], value: unknown): string => {
  if (fact === 'due') return due(value as Parameters<typeof due>[0]);
  if (fact === 'percent') return `${String(value)} %`;
  return Array.isArray(value) ? value.join(', ') : inWords(String(value));
};

const ruleWords: Readonly<Record<NonNullable<CompetingClaims['rule']>, string>> = {
  higherAuthority: 'chosen: its record is the strongest',
  recency: 'chosen: the latest of the strongest records',
  laterEntry: 'it stands by this later entry, although another record is stronger or later',
};
