import { createClient } from 'graphql-ws';
import { findPart, socketUrl } from './part.ts';

/** A GraphQL subscription that counts down. */
export async function countdown(auto: boolean): Promise<void> {
  const part = findPart('countdown');
  const client = createClient({ url: socketUrl('/graphql'), lazy: auto });
  const run = async (from: number, every: number): Promise<void> => {
    const query = `subscription Countdown { countdown(from: ${from}, every: ${every}) }`;
    for await (const { data } of client.iterate({ query })) part.show(String(data?.countdown));
  };
  part.onPress(() => void run(10, 1000));
  if (!auto) return void run(10, 1000);
  await run(5, 20);
  await client.dispose();
}
