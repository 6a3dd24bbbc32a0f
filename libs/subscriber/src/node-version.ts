const LEAST = 22;

/** Says at once what would otherwise be a puzzle later: older versions lack parts of the language that this uses. */
export const refuseOldNode = (version: string): void => {
  if (Number(version.split('.')[0]) >= LEAST) return;
  throw new Error(`@jwg/subscriber needs Node ${LEAST} or newer; this is Node ${version}.`);
};
