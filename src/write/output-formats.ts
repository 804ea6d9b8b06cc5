// Apart from the work itself, so that the help of the command line need not load it.

export const OUTPUT_FORMATS = ['pdf', 'html', 'txt', 'xlsx', 'csv'] as const;
/** Written where nothing else is asked for. */
export const DEFAULT_FORMATS: readonly OutputFormat[] = ['pdf', 'html', 'txt'];
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];
