import fc from 'fast-check';
import { parseForm } from '../src/http/form';

it('reads brackets as Stripe’s libraries write them', () => {
  expect(parseForm('a[b][c]=1&a[d]=x%20y&list[0]=p&list[1]=q&loose[]=r&loose[]=s&empty=')).toEqual({
    a: { b: { c: '1' }, d: 'x y' },
    list: ['p', 'q'],
    loose: ['r', 's'],
    empty: '',
  });
});

it('pollutes no prototype, whatever comes', () => {
  parseForm('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1');
  expect({}).not.toHaveProperty('polluted');
});

it('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseForm(text)));
});
