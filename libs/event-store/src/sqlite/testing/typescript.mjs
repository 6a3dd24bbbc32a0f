// Lets a child process of a test run the TypeScript sources: `node --experimental-transform-types --import <this>
// file.ts`.
import { registerHooks } from 'node:module';

const libs = new URL('../../../../', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    const lib = /^@jwg\/([a-z-]+)$/.exec(specifier)?.[1];
    if (lib) return next(new URL(`${lib}/src/index.ts`, libs).href, context);
    const ours = context.parentURL?.startsWith(libs.href) && /^\.{1,2}\//.test(specifier);
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
