import { choices } from './choices.ts';
import { compare } from './compare.ts';
import { handshake } from './handshake.ts';
import { hex } from './hex.ts';
import { httpStatus } from './http-status.ts';
import { jsonTree } from './json-tree.ts';
import { keys } from './keys.ts';
import { overview } from './overview.ts';
import {
  bench,
  heldMessages,
  ruleActions,
  ruleErrors,
  ruleFailures,
  ruleForm,
  rules,
  ruleTemplates,
  ruleWords,
} from './rules.ts';
import { settings } from './settings.ts';
import { wireFrame } from './wire-frame.ts';

/** What only views say that are loaded when they are asked for: the panel opens without it. */
export const later = {
  bench,
  choices,
  compare,
  handshake,
  heldMessages,
  hex,
  httpStatus,
  jsonTree,
  keys,
  overview,
  ruleActions,
  ruleErrors,
  ruleFailures,
  ruleForm,
  ruleTemplates,
  rules,
  ruleWords,
  settings,
  wireFrame,
};
