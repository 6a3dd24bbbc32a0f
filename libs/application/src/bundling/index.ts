export { MakeBundle } from './make-bundle.js';
