import type { Attribute } from '@acp-hub/commerce';
import { inlineText } from '../text/plain-text';
import { lookUp } from './look-up';

export interface TitleParts {
  readonly title: string;
  readonly product: string;
  readonly brand: string | undefined;
  readonly options: readonly Attribute[];
  readonly attributes: readonly (readonly Attribute[] | undefined)[];
}

const valueOf = (placeholder: string, { title, product, brand, options, attributes }: TitleParts): string => {
  switch (placeholder) {
    case 'title':
      return title;
    case 'product':
      return product;
    case 'brand':
      return brand ?? '';
    case 'options':
      return options.map(({ value }) => value).join(' / ');
    default:
      return lookUp([placeholder.slice('attribute:'.length).toLowerCase()], attributes) ?? '';
  }
};

/** A separator with nothing before or after it, left where a placeholder had no value. */
const STRAY_SEPARATORS = /^[-\s–—|/,:]+|[-\s–—|/,:]+$|(?<=[-–—|/,])\s*(?=[-–—|/,])/g;

const EMPTY_BRACKETS = /\(\s*\)|\[\s*\]/g;

/** Stands for a value until the template is tidied: what a value itself is made of stays. */
const MARK = '\ufffc';

/** Fills the merchant's template in; what is absent leaves no trace. */
export function compileTitle(template: string): (parts: TitleParts) => string {
  if (template === '{title}') return ({ title }) => title;
  return (parts) => {
    const values: string[] = [];
    const marked = template.replace(/\{([^{}]*)\}/g, (_, placeholder: string) => {
      const value = inlineText(valueOf(placeholder, parts));
      if (value === '') return '';
      values.push(value);
      return MARK;
    });
    return marked
      .replace(EMPTY_BRACKETS, '')
      .replace(STRAY_SEPARATORS, '')
      .replace(/\s+/g, ' ')
      .replaceAll(MARK, () => values.shift() ?? '');
  };
}
