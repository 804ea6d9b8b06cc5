import { keepBuiltins } from '../../src/foreign/kept-builtins.ts';

const restore = keepBuiltins();
const reader = await import('pdfjs-dist/legacy/build/pdf.mjs');
restore();

export const { getDocument, OPS } = reader;
