import { StringDecoder } from 'node:string_decoder';

/** Lines as JSON Lines has them: ended by `\n` and nothing else. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of bytes) {
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    if (others.length === 0) {
      rest += first;
      continue;
    }
    yield rest + first;
    rest = others.pop() ?? '';
    yield* others;
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
