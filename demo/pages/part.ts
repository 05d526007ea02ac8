/** The elements of one card on the demo page. */
export interface Part {
  /** Replaces the line that says what went on last. */
  show(text: string): void;
  /** Calls back when the card's form is sent or one of its buttons pressed. */
  onPress(action: (value: string) => void): void;
}

/** The card with this id. */
export function findPart(id: string): Part {
  const card = document.getElementById(id)!;
  return {
    show(text) {
      const output = card.querySelector('output');
      if (output) output.textContent = text;
    },
    onPress(action) {
      const form = card.querySelector('form');
      form?.addEventListener('submit', (event) => {
        event.preventDefault();
        action(String(new FormData(form).get('text')));
      });
      for (const button of card.querySelectorAll<HTMLButtonElement>(':scope > button')) {
        button.addEventListener('click', () => action(button.dataset.send ?? ''));
      }
    },
  };
}

/** `ws:` URL of a path on the demo server. */
export function socketUrl(path: string): string {
  return `ws://${location.host}${path}`;
}

/** Settles with the next event of this type. */
export function nextEvent<K extends keyof WebSocketEventMap>(
  socket: WebSocket,
  type: K,
): Promise<WebSocketEventMap[K]> {
  return new Promise((done) => socket.addEventListener(type, done, { once: true }));
}
