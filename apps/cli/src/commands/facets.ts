import type { Command } from 'commander';
import { GetFacets } from '@jwg/application';
import { ask } from '../ask.js';
import { filtering, filtersOf, type Filters } from '../filters.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { facetsViews } from '../render/facets.js';

export const facets = (program: Command): Command =>
  filtering(asOf(program.command('facets <forum>')))
    .description('how many commitments of a forum there are by status, flag, kind, institution and side')
    .action(async (forum: string, options: AsOf & Filters) =>
      print(options, await ask(options, GetFacets, { forum, ...filtersOf(options), ...moment(options) }), facetsViews),
    );
