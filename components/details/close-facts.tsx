import { explainCloseCode } from '../../lib/websocket/close-codes.ts';
import { Fact } from './fact.tsx';

/** A close code, in words. */
export function CloseFacts(props: { close: { code: number; reason: string; wasClean: boolean } }) {
  const { code, reason, wasClean } = props.close;
  const meaning = explainCloseCode(code);
  return (
    <>
      <Fact name="Close code">
        <strong class={wasClean ? '' : 'fact-error'}>
          {code} {meaning.name}
        </strong>
        <p>{meaning.description}</p>
        {!meaning.onTheWire && code >= 1000 && code < 3000 && (
          <p class="facts-note">
            The browser made this code up for the page; a Close frame never carries it.
          </p>
        )}
      </Fact>
      <Fact name="Reason" text={reason} limit={500} />
      <Fact name="Clean">
        {wasClean ? 'yes, both sides said goodbye' : 'no, without a closing handshake'}
      </Fact>
    </>
  );
}
