import type { Text } from '../words/text.js';
import { textIn } from '../words/text.js';

/** A side's letters in a box; every side's box is equal. */
export const Side = ({ side, name }: { side: string; name?: Text }) => (
  <abbr className="side" title={name && textIn(name).words}>
    {side}
  </abbr>
);
