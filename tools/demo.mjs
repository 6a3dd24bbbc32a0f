/** `npm run demo [-- --once]`: the tour of the product, which is the command line's own `demo`; it ends in serving. */
process.argv.splice(2, 0, 'demo');
await import('./jwg.mjs');
