import { useEffect, useMemo, useRef } from 'react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { addressOf, publicPath } from '../api/fetch-json.js';
import { everyAddress, kept } from '../moment/moment.js';
import { parseSearch, stringifySearch } from '../moment/search-text.js';
import { lastPart } from '../words/ids.js';
import { matrixParameters, matrixSearch, type MatrixSearch } from './matrix-search.js';
import type { Addresses } from './sheet.js';

/** What the address says of the matrix, and the addresses that lead on from here; all of them keep the moment. */
export const useAddresses = (forum: string) => {
  const asked = useSearch({ strict: false });
  const said = textOf(asked);
  const addresses = useMemo(() => addressesOf(forum, said), [forum, said]);
  return { ...addresses, search: matrixSearch(asked).read };
};

/** What is open is no part of these addresses: rows need not be drawn anew when something opens. */
const textOf = ({ cell: _cell, why: _why, diff: _diff, ...rest }: Given): string => stringifySearch(rest);

const addressesOf = (forum: string, said: string) => {
  const given: Given = parseSearch(said);
  const { read } = matrixSearch(given);
  const moment = everyAddress(given).read as Given;
  /** This screen with something else shown, and nothing open. */
  const here = (change: Partial<MatrixSearch> = {}, other: Given = {}) =>
    addressOf(`/forums/${forum}`, { ...moment, ...matrixParameters({ ...read, ...change }), ...other });
  const to: Addresses = {
    cell: (commitment, session) => here({ cell: `${commitment}~${session}` }),
    why: (commitment) => here({ why: commitment }),
    diff: (commitment) => here({ diff: commitment }),
    commitment: (id) => addressOf(`/commitments/${id}`, moment),
    session: (id, statement) =>
      addressOf(`/sessions/${id}`, moment) + (statement === undefined ? '' : `#${lastPart(statement)}`),
    asOf: (session) => here({}, { asOf: session }),
  };
  return { here, to };
};

type Given = Readonly<Record<string, unknown>>;

/** An address says all of the moment: what it leaves out is not kept from the page before. */
const dropped = Object.fromEntries(kept.map((name) => [name, undefined]));

/** Goes to an address of the page without loading it anew; what is shown of this screen changes in place. */
export const useGo = () => {
  const router = useRouter();
  return (address: string, { replace = false } = {}) => {
    const { pathname, search, hash } = new URL(address, location.href);
    const path = pathname.slice(publicPath.length);
    void router.navigate({
      to: path,
      search: { ...dropped, ...parseSearch(search) },
      hash: hash.slice(1),
      replace,
      resetScroll: pathname !== location.pathname,
    } as never);
  };
};

/**
 * For an element with many links: a plain click on one of them stays in this page. What opens something gets an entry of
 * the history, so that Back closes it; what opens another thing instead takes the place of that entry.
 */
export const useFollow = (isOpen: boolean) => {
  const go = useGo();
  const opened = useRef(false);
  useEffect(() => {
    if (!isOpen) opened.current = false;
  }, [isOpen]);
  const open = (address: string, replace: boolean) => {
    const opens =
      new URL(address, location.href).pathname === location.pathname && /[?&](cell|why|diff)=/.test(address);
    if (opens && !isOpen) opened.current = true;
    go(address, { replace: replace || (opens && isOpen) });
  };
  const follow = (event: React.MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target !== '') return;
    event.preventDefault();
    open(link.href, link.dataset['replace'] !== undefined);
  };
  /** Back, if it was opened here; otherwise to the same address without it. */
  const close = (without: string) => {
    if (opened.current) history.back();
    else go(without, { replace: true });
  };
  return { follow, open, close };
};
