import type { CaseRecords } from './ports';

/** Tells how much waits for a person, for whoever watches the hub. */
export class CountCases {
  constructor(
    private readonly records: Pick<CaseRecords, 'countOpen'>,
    private readonly tell: (count: number) => void,
  ) {}

  async execute(): Promise<void> {
    this.tell(await this.records.countOpen());
  }
}
