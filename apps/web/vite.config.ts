import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './budget.ts';

/** Addresses in what is built are relative: the server writes its public path into the one page that names a file. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    react(),
    ...lingui({ cwd: import.meta.dirname, macroTransform: true, failOnMissing: true, failOnCompileError: true }),
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
