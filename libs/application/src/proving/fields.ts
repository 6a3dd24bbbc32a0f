import { Type } from 'typebox';

export { Position } from '../replaying/fields.js';

export const LeafCount = Type.Integer({ minimum: 0, description: 'how many events, from the first on, a tree covers' });
