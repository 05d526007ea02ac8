import { cases as close } from './cases/close.ts';
import { cases as construct } from './cases/construct.ts';
import { cases as environment } from './cases/environment.ts';
import { cases as errors } from './cases/errors.ts';
import { cases as events } from './cases/events.ts';
import { cases as functions } from './cases/functions.ts';
import { cases as handlers } from './cases/handlers.ts';
import { cases as leader } from './cases/leader.ts';
import { cases as lifecycle } from './cases/lifecycle.ts';
import { cases as listeners } from './cases/listeners.ts';
import { cases as memory } from './cases/memory.ts';
import { cases as order } from './cases/order.ts';
import { cases as pageWraps } from './cases/page-wraps.ts';
import { cases as poisoned } from './cases/poisoned.ts';
import { cases as protocols } from './cases/protocols.ts';
import { cases as realms } from './cases/realms.ts';
import { cases as sendStates } from './cases/send-states.ts';
import { cases as send } from './cases/send.ts';
import { cases as streams } from './cases/streams.ts';
import { cases as subclass } from './cases/subclass.ts';
import { cases as surface } from './cases/surface.ts';
import type { NeutralCase } from './neutral-case.ts';

/** Every case by topic. The cases of a topic share a page, except those that ask for their own. */
export const topics: Readonly<Record<string, readonly NeutralCase[]>> = {
  leader,
  surface,
  functions,
  construct,
  protocols,
  streams,
  subclass,
  errors,
  send,
  sendStates,
  close,
  handlers,
  listeners,
  events,
  order,
  lifecycle,
  realms,
  pageWraps,
  environment,
  poisoned,
  memory,
};
