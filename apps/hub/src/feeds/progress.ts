/** The parts of long work, in their order; `read_back` looks at what a receiver has. */
export type Stage = 'read' | 'render' | 'upload' | 'read_back';

/** How far long work has come; the terminal shows it, and scripts read it. */
export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  /** Where it is known beforehand. */
  readonly total?: number;
  readonly of: 'products' | 'bytes';
}

export type OnProgress = (progress: Progress) => void;
