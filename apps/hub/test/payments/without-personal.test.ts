import { toldWithout, withoutPersonal } from '../../src/payments/without-personal';

const address = {
  name: 'Ada Lovelace',
  lineOne: '12 St James’s Sq. (rear)',
  city: 'London',
  state: 'LND',
  country: 'GB',
  postalCode: 'SW1Y 4JH',
};
const personal = {
  buyer: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada+shop@x.example', accountType: 'guest' },
  fulfillment: { address },
} as const;

test.each([
  ['no parcel for ADA LOVELACE, ada+shop@x.example', 'no parcel for …, …'],
  ['Ada, Adams and Canada', '…, Adams and Canada'],
  ['not to 12 St James’s Sq. (rear), London SW1Y 4JH, GB', 'not to …, … …, GB'],
  ['a guest pays in GB', 'a guest pays in GB'],
])('%j is noted as %j', (said, noted) => {
  expect(withoutPersonal(personal)(said)).toBe(noted);
});

test('of nobody nothing is taken out, and what has no reason stays as it is', () => {
  expect(withoutPersonal({ buyer: { firstName: ' ' } })('The order was refused.')).toBe(
    'The order was refused.',
  );
  expect(toldWithout(personal, { kind: 'written' })).toEqual({ kind: 'written' });
  expect(toldWithout(personal, { kind: 'refused', why: 'Ada owes us' })).toEqual({
    kind: 'refused',
    why: '… owes us',
  });
});
