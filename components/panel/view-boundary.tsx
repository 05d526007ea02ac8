import { Component, type ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { clip, visibleText } from '../../lib/session/visible-text.ts';
import { copyText } from '../clipboard/copy-text.ts';
import type { PanelUi } from './panel-ui.ts';

const SHOWN = 2000;

interface Props {
  model: PanelModel;
  ui: PanelUi;
  /** With another one the view is tried again. */
  of?: unknown;
  children: ComponentChildren;
}

interface State {
  error: Error | null;
  of: unknown;
}

/** Keeps the panel where one of its views fails, and says there what happened. */
export class ViewBoundary extends Component<Props, State> {
  override state: State = { error: null, of: undefined };

  static override getDerivedStateFromProps(
    props: Props,
    state: { of: unknown },
  ): { of: unknown; error?: null } | null {
    return state.of === props.of ? null : { of: props.of, error: null };
  }

  override componentDidCatch(error: unknown): void {
    console.error('A view of Sockscope failed:', error);
    this.setState({ error: error instanceof Error ? error : new Error(String(error)) });
  }

  override render(): ComponentChildren {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { model, ui } = this.props;
    const happened = `${error.name}: ${clip(error.message, SHOWN)}\n${error.stack ?? ''}`;
    const copy = async () => {
      const { diagnostics } = await import('../settings/diagnostics.ts');
      const copied = await copyText(`${happened}\n\n${diagnostics(model)}`);
      ui.notice.value = copied
        ? { tone: 'info', text: t('failure.copied') }
        : { tone: 'error', text: t('copying.refused') };
    };
    return (
      <div class="view-failed" role="alert">
        <h2>✕ {t('failure.title')}</h2>
        <p>{t('failure.rest')}</p>
        <pre class="mono">{visibleText(`${error.name}: ${clip(error.message, SHOWN)}`)}</pre>
        <div>
          <button type="button" class="button" onClick={() => this.setState({ error: null })}>
            {t('failure.again')}
          </button>{' '}
          <button type="button" class="button" onClick={() => void copy()}>
            {t('failure.copy')}
          </button>
        </div>
      </div>
    );
  }
}
