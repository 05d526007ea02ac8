import { setTimeout as delay } from 'node:timers/promises';
import {
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';

const seconds = new GraphQLNonNull(GraphQLInt);

/** `subscription { countdown(from: 3) }` yields 3, 2, 1, 0. */
export const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: { name: { type: GraphQLString, resolve: () => 'Sockscope demo' } },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      countdown: {
        type: seconds,
        args: { from: { type: seconds }, every: { type: GraphQLInt, defaultValue: 100 } },
        subscribe: (_source, args: { from: number; every: number }) => countdown(args),
        resolve: (value: number) => value,
      },
    },
  }),
});

async function* countdown({
  from,
  every,
}: {
  from: number;
  every: number;
}): AsyncGenerator<number> {
  for (let left = from; left >= 0; left -= 1) {
    yield left;
    await delay(every);
  }
}
