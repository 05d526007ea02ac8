import { choices } from './choices.ts';
import { settings } from './settings.ts';
import { keys } from './keys.ts';
import { failure } from './failure.ts';
import { gone } from './gone.ts';
import { closeCodes } from './close-codes.ts';
import { composer } from './composer.ts';
import { connections } from './connections.ts';
import { copying } from './copying.ts';
import { details } from './details.ts';
import { filterErrors } from './filter-errors.ts';
import { filter, filterHelp, filterValues } from './filter.ts';
import { handshake } from './handshake.ts';
import { httpStatus } from './http-status.ts';
import { jsonTree } from './json-tree.ts';
import { json } from './json.ts';
import { messages } from './messages.ts';
import { overview } from './overview.ts';
import { panel } from './panel.ts';
import { replay } from './replay.ts';
import { rows } from './rows.ts';
import { savedFilters } from './saved-filters.ts';
import { status } from './status.ts';
import { template } from './template.ts';
import { timeline } from './timeline.ts';
import { toolbar } from './toolbar.ts';
import { units } from './units.ts';
import { hex } from './hex.ts';
import { find } from './find.ts';
import { compare } from './compare.ts';
import { wireFrame } from './wire-frame.ts';

/** All that the interface says, in English; the types of every other language follow it. */
export const en = {
  settings,
  keys,
  failure,
  gone,
  choices,
  closeCodes,
  composer,
  connections,
  copying,
  details,
  filter,
  filterErrors,
  handshake,
  httpStatus,
  filterHelp,
  filterValues,
  json,
  jsonTree,
  messages,
  overview,
  panel,
  replay,
  rows,
  savedFilters,
  status,
  template,
  timeline,
  toolbar,
  units,
  hex,
  find,
  compare,
  wireFrame,
};
