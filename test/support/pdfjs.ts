import { restoreBuiltins } from '../../src/foreign/kept-builtins.ts';

const reader = await import('pdfjs-dist/legacy/build/pdf.mjs');
restoreBuiltins();

export const { getDocument, OPS } = reader;
