import type { Type } from '@nestjs/common';
import { Query, type IQueryHandler } from '@nestjs/cqrs';
import * as reading from './index.js';

const menu: readonly Type[] = Object.values(reading);
const isQuery = (it: Type): boolean => it.prototype instanceof Query;

/** What answers it, for a Nest module to provide. */
export const queryHandlers = menu.filter((it) => !isQuery(it)) as readonly Type<IQueryHandler>[];
