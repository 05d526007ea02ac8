import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { HexBytes } from './hex-bytes.tsx';
import { NoPayload } from './no-payload.tsx';
import { PayloadView } from './payload-view.tsx';
import { TextForms } from './text-forms.tsx';
import { usePayload } from './use-payload.ts';

/** The payload of a row: in the form that tells most, as text, or byte by byte. */
export function PayloadTab(props: {
  model: PanelModel;
  ui: PanelUi;
  row: number;
  form: 'message' | 'text' | 'hex';
}) {
  const { model, ui, row, form } = props;
  const payload = usePayload(model, row);
  if (payload.state !== 'ready') return <NoPayload payload={payload} />;
  const { data } = payload;
  if (form === 'text') return <TextForms data={data} ui={ui} />;
  if (form === 'hex') return <HexBytes data={data} model={model} ui={ui} />;
  return <PayloadView model={model} ui={ui} data={data} />;
}
