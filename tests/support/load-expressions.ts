import { loadFilterExpressions } from '../../lib/panel/expressions-loaded.ts';

// The panel does so after it has been drawn.
await loadFilterExpressions();
