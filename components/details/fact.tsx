import type { ComponentChildren } from 'preact';
import { clip, visibleLine, visibleText } from '../../lib/session/visible-text.ts';

/** A name and what it is; text of the page's making is cut and made visible. */
export function Fact(props: {
  name: string;
  /** Text that a page or server made. */
  text?: string | undefined;
  limit?: number;
  /** Keep the lines of `text`. */
  lines?: boolean;
  children?: ComponentChildren;
}) {
  const { text, limit = 5000 } = props;
  if (text === '' || (text === undefined && props.children === undefined)) return null;
  return (
    <>
      <dt>{props.name}</dt>
      <dd>
        {text !== undefined &&
          (props.lines ? (
            <pre class="mono">{visibleText(clip(text, limit))}</pre>
          ) : (
            <span class="mono fact-text">{visibleLine(text, limit)}</span>
          ))}
        {props.children}
      </dd>
    </>
  );
}
