import { useMemo } from 'react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { addressOf, publicPath } from '../api/fetch-json.js';
import { everyAddress } from '../moment/moment.js';
import { parseSearch } from '../moment/search-text.js';
import { lastPart } from '../words/ids.js';
import { matrixParameters, matrixSearch, type MatrixSearch } from './matrix-search.js';
import type { Addresses } from './sheet.js';

/** What the address says of the matrix, and the addresses that lead on from here; all of them keep the moment. */
export const useAddresses = (forum: string) => {
  const given: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const said = JSON.stringify(given);
  return useMemo(() => {
    const now = JSON.parse(said) as Readonly<Record<string, unknown>>;
    const { read: search, unread } = matrixSearch(now);
    const moment = everyAddress(now).read as Readonly<Record<string, unknown>>;
    /** This screen with something else shown. */
    const here = (change: Partial<MatrixSearch>) =>
      addressOf(`/forums/${forum}`, { ...moment, ...matrixParameters({ ...search, ...change }) });
    const to: Addresses = {
      cell: (commitment, session) => here({ cell: `${commitment}~${session}`, why: undefined }),
      why: (commitment) => here({ why: commitment, cell: undefined }),
      commitment: (id) => addressOf(`/commitments/${id}`, moment),
      session: (id, statement) =>
        addressOf(`/sessions/${id}`, moment) + (statement === undefined ? '' : `#${lastPart(statement)}`),
      asOf: (session) =>
        addressOf(`/forums/${forum}`, { ...moment, ...matrixParameters(search), cell: '', asOf: session }),
    };
    return { search, unread, here, to };
  }, [forum, said]);
};

/** Goes to an address of the page without loading it anew; what is shown of this screen changes in place. */
export const useGo = () => {
  const router = useRouter();
  return (address: string, { replace = false } = {}) => {
    const { pathname, search, hash } = new URL(address, location.href);
    const path = pathname.slice(publicPath.length);
    void router.navigate({
      to: path,
      search: parseSearch(search),
      hash: hash.slice(1),
      replace,
      resetScroll: pathname !== location.pathname,
    } as never);
  };
};

/** For an element with many links: a plain click on one of them stays in this page. */
export const useFollow = () => {
  const go = useGo();
  return (event: React.MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target !== '') return;
    event.preventDefault();
    go(link.href);
  };
};
