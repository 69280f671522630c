export const weightUnits = ['g', 'kg', 'oz', 'lb'] as const;

export interface Weight {
  readonly value: number;
  readonly unit: (typeof weightUnits)[number];
}

export const lengthUnits = ['mm', 'cm', 'm', 'in', 'ft'] as const;

/** Of the goods themselves; a platform may know some of the three only. */
export interface Dimensions {
  readonly length?: number;
  readonly width?: number;
  readonly height?: number;
  readonly unit: (typeof lengthUnits)[number];
}
