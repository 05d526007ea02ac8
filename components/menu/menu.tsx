import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { MenuItem, OpenMenu } from './menu-state.ts';
import './menu.css';

type Choice = Exclude<MenuItem, 'separator'>;

/** The menu that is open, if any. */
export function MenuHost({ menu }: { menu: Signal<OpenMenu | null> }) {
  const open = menu.value;
  return open && <Menu key={`${open.x} ${open.y} ${open.label}`} open={open} menu={menu} />;
}

function Menu({ open, menu }: { open: OpenMenu; menu: Signal<OpenMenu | null> }) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const items = open.items();

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    before.current = document.activeElement;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(2, Math.min(open.x, window.innerWidth - width - 2))}px`;
    element.style.top = `${Math.max(2, Math.min(open.above ? open.y - height : open.y, window.innerHeight - height - 2))}px`;
    choices(element)[0]?.focus();
  }, [open]);

  const close = (giveBack: boolean) => {
    menu.value = null;
    if (giveBack && before.current instanceof HTMLElement) before.current.focus();
  };

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) menu.value = null;
    };
    document.addEventListener('pointerdown', outside, { signal, capture: true });
    window.addEventListener('blur', () => (menu.value = null), { signal });
    window.addEventListener('resize', () => (menu.value = null), { signal });
    return () => listening.abort();
  }, [menu]);

  const choose = (item: Choice) => {
    if (item.whyNot) return;
    if (item.checked === undefined) close(true);
    item.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const element = box.current;
    if (!element) return;
    const all = choices(element);
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all.at(at <= 0 ? -1 : at - 1)?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close(true);
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey)
      startingWith(all, at, event.key)?.focus();
    // Enter and Space press the button that has the focus.
    else return void event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={box}
      class="menu"
      role="menu"
      aria-label={open.label}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item, index) =>
        item === 'separator' ? (
          // Separators have nothing of their own to be told apart by.
          // eslint-disable-next-line react/no-array-index-key
          <div key={index} class="menu-separator" role="separator" />
        ) : (
          <button
            key={item.label}
            type="button"
            class="menu-item"
            role={role(item)}
            aria-checked={item.checked}
            aria-disabled={item.whyNot ? true : undefined}
            title={item.whyNot || undefined}
            tabIndex={-1}
            onPointerMove={(event) => event.currentTarget.focus()}
            onClick={() => choose(item)}
          >
            <span class="menu-tick" aria-hidden="true">
              {item.checked && (item.radio ? '•' : '✓')}
            </span>
            <span class="menu-label">{item.label}</span>
            {item.keys && (
              <kbd class="menu-keys" aria-hidden="true">
                {item.keys}
              </kbd>
            )}
          </button>
        ),
      )}
    </div>
  );
}

function role(item: Choice): 'menuitem' | 'menuitemcheckbox' | 'menuitemradio' {
  if (item.checked === undefined) return 'menuitem';
  return item.radio ? 'menuitemradio' : 'menuitemcheckbox';
}

function choices(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('.menu-item')];
}

/** The next item after the one at `at` that starts with a letter. */
function startingWith(all: HTMLElement[], at: number, letter: string): HTMLElement | undefined {
  const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return turned.find((each) =>
    each.querySelector('.menu-label')?.textContent?.toLowerCase().startsWith(letter.toLowerCase()),
  );
}
