import { queryOptions } from '@tanstack/react-query';
import { getJson, postJson } from './fetch-json.js';
import type { Me } from './me.js';

/** What the page has to know before anybody has signed in. */
export interface PageSettings {
  readonly publicReading: boolean;
  readonly signIn: readonly ('link' | 'issuer')[];
  readonly forums: readonly string[];
}

export const settingsQuery = queryOptions({
  queryKey: ['/v1/settings/page'],
  queryFn: ({ signal }) => getJson<PageSettings>('/v1/settings/page', {}, signal),
  staleTime: Infinity,
});

/** Follows a one-time link. @throws Problem  `link-used`, `link-late` … */
export const followLink = (code: string) => postJson<Me>('/auth/link', { code }, {});

export const signOut = (csrf: string | undefined) => postJson<undefined>('/auth/end', {}, { csrf });
