import { Type } from 'typebox';

export const Position = Type.Integer({ minimum: 0, description: 'a position of the ledger: 0, 1, 2 …' });

export const ReplayTopic = Type.String({
  pattern: '^[a-zA-Z0-9._-]{1,180}$',
  description: '<prefix>.replay.<name>, or the name alone: lower-case letters, digits and hyphens',
});
