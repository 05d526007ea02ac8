/**
 * How hook and relay meet. At `document_start`, before any script of the page, the hook dispatches
 * one event on the document whose `relatedTarget` is an element in no tree. The relay, which runs
 * first, takes that element and stops the event. From then on both dispatch on the element, which
 * no page can reach, synchronously: the last events of a document that is going away still arrive.
 */

/** Type of the one event on the document. */
export const HAND_OVER = 'sockscope-hand-over';

/** Types of the events on the private element. Details: `HookReport` and `HookCommand`. */
export const ReportEvent = 'report';
export const CommandEvent = 'command';
