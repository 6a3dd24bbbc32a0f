import { Type } from 'typebox';
import { MAX_PAGE_SIZE } from '@jwg/read-models';

/** How many entries a page has at the most. */
export const PageSize = Type.Integer({
  minimum: 1,
  maximum: MAX_PAGE_SIZE,
  description: `a whole number from 1 to ${MAX_PAGE_SIZE}`,
});
