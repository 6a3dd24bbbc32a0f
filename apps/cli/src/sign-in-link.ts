/**
 * The code stands behind the #, which no browser sends to a server: it reaches no log on the way.
 *
 * @param to  the address on the page that it opens; home if missing
 */
export const linkOf = (address: string, code: string, to?: string): string =>
  `${address}/sign-in/link${to === undefined ? '' : `?to=${to}`}#${code}`;
