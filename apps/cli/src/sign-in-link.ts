/** The code stands behind the #, which no browser sends to a server: it reaches no log on the way. */
export const linkOf = (address: string, code: string): string => `${address}/sign-in/link#${code}`;
