/** The largest power of two that is smaller than `count`: so many leaves stand on the left in a tree of `count`. */
export const splitOf = (count: number): number => 2 ** Math.floor(Math.log2(count - 0.5));

/** The place of the first number that is at least so large, in a part of an ascending list. */
export const firstAtLeast = (list: ArrayLike<number>, least: number, from = 0, to = list.length): number => {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (list[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
};
