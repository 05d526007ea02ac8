import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { formatCount } from '../format/numbers.ts';

/** What stands in for the messages where there are none: why, and what to do. */
export function MessagesEmpty({ model }: { model: PanelModel }) {
  const total = model.totalMessages.value;
  const filtered =
    model.filterText.value !== '' || model.direction.value !== 'all' || model.kind.value !== 'all';
  if (filtered)
    return (
      <div class="empty messages-empty">
        <h2>Nothing passes the filter</h2>
        <p>{formatCount(total)} messages are in the log.</p>
        <button type="button" class="button" onClick={() => showAll(model)}>
          Show all
        </button>
      </div>
    );
  if (!model.recording.value)
    return (
      <div class="empty messages-empty">
        <h2>Recording is paused</h2>
        <button
          type="button"
          class="button"
          onClick={() => {
            model.recording.value = true;
          }}
        >
          Start recording
        </button>
      </div>
    );
  if (model.connections.value.length > 0)
    return (
      <div class="empty messages-empty">
        <h2>No messages yet</h2>
        <p>They appear here as the page and its servers send them.</p>
      </div>
    );
  return (
    <div class="empty messages-empty">
      <h2>Waiting for WebSockets</h2>
      <p>
        Use the page: every WebSocket that it opens shows up here. If it was open before the
        extension was installed, reload it.
      </p>
    </div>
  );
}

function showAll(model: PanelModel): void {
  model.filterText.value = '';
  model.direction.value = 'all';
  model.kind.value = 'all';
}
