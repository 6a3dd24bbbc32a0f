/** The beginning and the end of a digest: enough to see whether two are the same. */
export const shortDigest = (digest: string): string => {
  const hex = digest.slice(digest.indexOf(':') + 1);
  return hex.length > 12 ? `${hex.slice(0, 4)}…${hex.slice(-4)}` : hex;
};
