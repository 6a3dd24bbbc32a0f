import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** The folder of the product, with `dist` and `docs` in it, wherever the build has put this module. */
export const productFolder = dirname(findPackageJSON('..', import.meta.url)!);
