/** Another process has taken the turn over; what this one was about to write is not written. */
export class TurnLost extends Error {
  override readonly name = 'TurnLost';
}
