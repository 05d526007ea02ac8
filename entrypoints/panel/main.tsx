import { render } from 'preact';
import { Panel } from '../../components/panel/panel.tsx';
import { useLanguageOf } from '../../lib/i18n/languages.ts';
import { loadFilterExpressions } from '../../lib/panel/expressions-loaded.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { connectModel } from './connect-model.ts';
import { followTheme } from './follow-theme.ts';

followTheme(document.documentElement);
await useLanguageOf(navigator.languages);
const model: PanelModel = await connectModel();
render(<Panel model={model} />, document.body);
void loadFilterExpressions();
