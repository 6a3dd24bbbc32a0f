import { getConfig } from '@lingui/conf';
import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './budget.ts';

const words = { cwd: import.meta.dirname };

/** Addresses in what is built are relative: the server writes its public path into the one page that names a file. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    react(),
    ...lingui({ ...words, failOnMissing: true, failOnCompileError: true }),
    // By Babel and not by the native transformer: npm leaves that one out under an older Node, which `npm ci` may run on.
    babel({
      include: /\/src\/.*\.tsx?$/,
      plugins: [['@lingui/babel-plugin-lingui-macro', { linguiConfig: getConfig(words) }]],
    }),
    budget({ javascript: 200_000, styles: 20_000 }),
  ],
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy takes fonts and styles from files alone
    modulePreload: { polyfill: false },
    reportCompressedSize: false, // `budget` prints it
  },
});
