/** Whether a day, month or year lies before another, as far as both are known. */
export const isBefore = (a: string | undefined, b: string | undefined): boolean => {
  if (a === undefined || b === undefined) return false;
  const precise = Math.min(a.length, b.length);
  return a.slice(0, precise) < b.slice(0, precise);
};
