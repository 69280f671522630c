type ParquetType = 'STRING' | 'BOOLEAN' | 'INT32';

export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  /**
   * Where texts come again. `never`: most rows have one of their own. `beside`: rows next to each other share it, as the
   * variants of a product do. `anywhere`: a dictionary has each once.
   */
  readonly repeats: 'never' | 'beside' | 'anywhere';
}
