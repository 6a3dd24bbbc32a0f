import { Type } from 'typebox';

/** How many entries a page has at the most. */
export const PageSize = Type.Integer({ minimum: 1, maximum: 500, description: 'a whole number from 1 to 500' });
