import type { ActionTaken } from '../action-taken/report.js';
import { html } from './html.js';
import { laidOut, type SignedTree } from './laid-out.js';
import { markdown } from './markdown.js';
import { table } from './table.js';

export type { SignedTree };
export const reportFormats = ['md', 'html', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const writers = { md: markdown, html, csv: table };

/** The same report gives the same bytes. */
export const writtenReport = (report: ActionTaken, tree: SignedTree | undefined, format: ReportFormat): string =>
  writers[format](laidOut(report, tree, format));
