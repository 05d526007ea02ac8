import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import './dialog.css';

/** A dialog over the panel, which is out of reach while it is open. */
export function Dialog(props: { label: string; onClose: () => void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => element.current?.showModal(), []);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-label={props.label}
      onClose={props.onClose}
      onKeyDown={(event) => {
        // None of the panel's keys; and at Escape DevTools would open its drawer.
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        element.current?.close();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2>{props.label}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={t('panel.closeDialog')}
            onClick={() => element.current?.close()}
          >
            <span aria-hidden="true">×</span>
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
