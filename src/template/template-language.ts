/** The helpers of Handlebars itself that templates may use. */
export const BUILT_IN_HELPERS: readonly string[] = ['if', 'unless', 'each', 'with', 'lookup'];

/** What may follow an `@`. */
export const DATA_VARIABLES: readonly string[] = ['root', 'index', 'first', 'last', 'key'];
