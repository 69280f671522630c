import { Attempts } from '../src/placing/attempts';

const now = new Date('2026-11-25T12:00:00Z');
const A_YEAR_LATER = new Date('2027-11-25T12:00:00Z');

test('every sale notes its key, and each note says until when', async () => {
  const ends = new Map<string, Date | undefined>();
  const values = new Map<string, string>();
  const store = {
    get: async (key: string) => values.get(key),
    async set(key: string, value: string, until?: Date) {
      values.set(key, value);
      ends.set(key, until);
    },
  };
  const attempts = new Attempts({ store, clock: { now: () => now } });
  await attempts.begin('att_1:order');
  expect([...ends.values()]).toEqual([A_YEAR_LATER]);
  await attempts.placed('att_1:order', '12');
  await attempts.begin('att_2:order');
  expect([...ends.values()]).toEqual([A_YEAR_LATER, A_YEAR_LATER]);
  await expect(attempts.find('att_1:order')).resolves.toMatchObject({ orderId: '12' });
});
