import { useMatches, useRouterState } from '@tanstack/react-router';
import { everyAddress, kept } from './moment.js';

/** What a route says of the parameters that it has beside those of every screen. */
export interface RouteParameters {
  /** Their names. */
  readonly parameters?: readonly string[];
  /** Those of them whose values it cannot read. */
  readonly unread?: (given: Readonly<Record<string, unknown>>) => readonly string[];
  /** Its screen can show two moments side by side. */
  readonly compares?: true;
}

/** The parameters of the address that mean nothing here: of an unknown name, or of a value that cannot be read. */
export const useUnread = (): readonly string[] => {
  const given = useRouterState({ select: ({ location }) => location.search as Readonly<Record<string, unknown>> });
  const own = useMatches({ select: (matches) => matches.map(({ staticData }) => staticData) });
  const known = new Set<string>([...kept, ...own.flatMap(({ parameters = [] }) => parameters)]);
  return [
    ...Object.keys(given).filter((name) => !known.has(name)),
    ...everyAddress(given).unread,
    ...own.flatMap(({ unread }) => unread?.(given) ?? []),
  ];
};
