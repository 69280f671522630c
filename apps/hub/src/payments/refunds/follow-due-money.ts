import type { FollowMoney } from './follow-money';
import type { MoneyDesk } from './ports';

const AT_ONCE = 16;

/** Follows the money of orders that something happened to, and then of those not looked at for a while. */
export class FollowDueMoney {
  constructor(
    private readonly desk: MoneyDesk,
    private readonly followMoney: FollowMoney,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async execute(): Promise<void> {
    const due = await this.desk.due(AT_ONCE);
    const free = AT_ONCE - due.length;
    const toCheck = free > 0 ? await this.desk.toCheck(free) : [];
    await Promise.all(
      [...due, ...toCheck].map((order) => this.followMoney.execute(order).catch(this.onFailure)),
    );
  }
}
