/** Work that recurs. Several replicas may run it one after the other, and after a crash at once. */
export interface MaintenanceTask {
  /** Unique, letters and hyphens: it is the id of its job. */
  readonly name: string;
  /** Milliseconds between two runs. */
  readonly everyMs: number;
  run(): Promise<void>;
}
