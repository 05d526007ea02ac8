/** Small steps with sockets that many cases share. They run in the page. */

/** The next event of that type. */
export function next<T extends Event = Event>(target: EventTarget, type: string): Promise<T> {
  return new Promise((resolve) =>
    target.addEventListener(type, (event) => resolve(event as T), { once: true }),
  );
}

export async function opened(url: string, protocols?: string | string[]): Promise<WebSocket> {
  const socket = protocols === undefined ? new WebSocket(url) : new WebSocket(url, protocols);
  await next(socket, 'open');
  return socket;
}

/** Closes and waits for the close event; at once when already closed. */
export async function closed(socket: WebSocket): Promise<CloseEvent | undefined> {
  if (socket.readyState === WebSocket.CLOSED) return undefined;
  const event = next<CloseEvent>(socket, 'close');
  socket.close();
  return event;
}

/** The next `count` messages' data. */
export function messages(socket: WebSocket, count: number): Promise<unknown[]> {
  const received: unknown[] = [];
  return new Promise((resolve) => {
    const listener = (event: MessageEvent) => {
      received.push(event.data);
      if (received.length < count) return;
      socket.removeEventListener('message', listener);
      resolve(received);
    };
    socket.addEventListener('message', listener);
  });
}

/** A later task, by a way that is not throttled in hidden tabs. */
export function task(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

export function hex(buffer: ArrayBufferLike | ArrayBufferView): string {
  const bytes = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A same-origin frame that is loaded. Without `source` it is about:blank. */
export async function frame(
  source: { src?: string; srcdoc?: string } = {},
): Promise<HTMLIFrameElement> {
  const element = document.createElement('iframe');
  Object.assign(element, source);
  const loaded = source.src || source.srcdoc ? next(element, 'load') : undefined;
  document.body.append(element);
  await loaded;
  return element;
}

export type FrameWindow = Window & typeof globalThis;

export function windowOf(element: HTMLIFrameElement): FrameWindow {
  return element.contentWindow as FrameWindow;
}
