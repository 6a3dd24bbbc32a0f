/** The drawing's own measures. */
export const [WIDTH, HEIGHT] = [640, 190];
const [LEFT, TOP, FLOOR] = [48, 18, 24];
/** More names than this would run into each other. */
const MOST_LABELS = 12;

export interface Bar {
  /** Its middle, from where reading begins. */
  readonly at: number;
  /** Missing where there is no value. */
  readonly drawn?: { readonly top: number; readonly bottom: number; readonly number: number };
  readonly isLabelled: boolean;
}

export interface Bars {
  readonly bars: readonly Bar[];
  readonly breadth: number;
  /** The ends of the scale and its zero, each with its height. */
  readonly scale: readonly { readonly value: number; readonly y: number }[];
  readonly zero: number;
  /** Where the scale's names end and the bars begin. */
  readonly start: number;
}

/** Bars upwards and downwards from zero, one for each value. */
export const barsOf = (values: readonly (number | undefined)[]): Bars => {
  const known = values.filter((it) => it !== undefined);
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const y = (value: number) => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - FLOOR);
  const step = (WIDTH - LEFT) / Math.max(values.length, 1);
  const every = Math.ceil(values.length / MOST_LABELS);
  return {
    bars: values.map((value, n) => ({
      at: LEFT + step * (n + 0.5),
      ...(value !== undefined && {
        drawn: { top: y(Math.max(value, 0)), bottom: y(Math.min(value, 0)), number: value },
      }),
      isLabelled: n % every === 0,
    })),
    breadth: Math.min(step * 0.7, 48),
    scale: [...new Set([low, 0, high])].map((value) => ({ value, y: y(value) })),
    zero: y(0),
    start: LEFT,
  };
};
