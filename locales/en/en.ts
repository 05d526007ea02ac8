import { failure } from './failure.ts';
import { gone } from './gone.ts';
import { closeCodes } from './close-codes.ts';
import { composer } from './composer.ts';
import { connections } from './connections.ts';
import { copying } from './copying.ts';
import { details } from './details.ts';
import { filterErrors } from './filter-errors.ts';
import { filter, filterHelp, filterValues } from './filter.ts';
import { json } from './json.ts';
import { messages } from './messages.ts';
import { panel } from './panel.ts';
import { replay } from './replay.ts';
import { rows } from './rows.ts';
import { savedFilters } from './saved-filters.ts';
import { status } from './status.ts';
import { template } from './template.ts';
import { timeline } from './timeline.ts';
import { toolbar } from './toolbar.ts';
import { units } from './units.ts';
import { find } from './find.ts';

/** All that the interface says from the start, in English; every other language also has what comes later. */
export const en = {
  failure,
  gone,
  closeCodes,
  composer,
  connections,
  copying,
  details,
  filter,
  filterErrors,
  filterHelp,
  filterValues,
  json,
  messages,
  panel,
  replay,
  rows,
  savedFilters,
  status,
  template,
  timeline,
  toolbar,
  units,
  find,
};
