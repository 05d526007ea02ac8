import { type Signal, signal } from '@preact/signals';
import type { Rule } from '../../lib/protocol/rule.ts';
import type { Payload } from '../../lib/session/types.ts';
import type { InputFormat } from '../composer/codecs.ts';
import type { RuleForm } from './rule-form.ts';

/** What a rule made of a message begins with. */
interface Proposal {
  name: string;
  filter: string;
  received: boolean;
  data: Payload;
}

/** A held message as it is being edited. */
export interface HeldDraft {
  format: InputFormat;
  text: string;
}

/** State of the view of rules. */
export interface RulesUi {
  readonly open: Signal<boolean>;
  readonly view: Signal<'rules' | 'held'>;
  /** Id of the rule in the editor. */
  readonly selected: Signal<string | null>;
  /** Rules that were changed or begun and not saved yet, by id. */
  readonly drafts: Signal<ReadonlyMap<string, RuleForm>>;
  /** The next rule to begin. */
  readonly proposal: Signal<Proposal | null>;
  /** The rule that was deleted last, where it stood, and what of it was not saved yet. */
  readonly deleted: Signal<{ rule: Rule; at: number; draft: RuleForm | undefined } | null>;
  /** The held message in the editor, by its document and number. */
  readonly held: Signal<string | null>;
  readonly heldDrafts: Map<string, HeldDraft>;
}

/** A view of rules that was not opened yet. */
export function createRulesUi(): RulesUi {
  return {
    open: signal(false),
    view: signal('rules'),
    selected: signal(null),
    drafts: signal<ReadonlyMap<string, RuleForm>>(new Map()),
    proposal: signal(null),
    deleted: signal(null),
    held: signal(null),
    heldDrafts: new Map(),
  };
}
