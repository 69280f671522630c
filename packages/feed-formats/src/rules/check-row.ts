import type { FeedItem } from '../mapping/feed-item';
import { textIn, type Row } from '../row';
import { cut } from '../text/cut';
import { isFormula } from '../encode/formula';
import { addressForm } from './web-address';
import { gtinDigits, isGtin } from './gtin';
import { reason } from './reason';
import type { Requirement } from './requirement';
import type { Reason } from './verdict';

const isEmpty = (cell: Row[string]): boolean =>
  cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0);

function saleFault({
  price,
  salePrice,
  salePriceFrom,
  salePriceUntil,
}: FeedItem): Reason['code'] | undefined {
  if (salePrice === undefined) return undefined;
  if (salePrice.currency !== price.currency) return 'sale_in_other_currency';
  if (salePrice.amount >= price.amount || salePrice.amount <= 0) return 'sale_not_below_price';
  return salePriceFrom !== undefined &&
    salePriceUntil !== undefined &&
    Date.parse(salePriceUntil) <= Date.parse(salePriceFrom)
    ? 'sale_ends_before_it_begins'
    : undefined;
}

function checkAddresses(row: Row, { field, most }: Requirement & { kind: 'addresses' }): Reason | undefined {
  const addresses = row[field];
  if (!Array.isArray(addresses) || addresses.length === 0) return undefined;
  const list = addresses as readonly string[];
  const kept = list.filter((address) => addressForm(address) !== 'invalid').slice(0, most);
  if (kept.length === list.length) return undefined;
  row[field] = kept.length === 0 ? undefined : kept;
  return reason('picture_left_out', field, 'warning', list.length - kept.length);
}

/** Checks one requirement, mends the row where the requirement says how, and tells what was wrong. */
export function checkRow(requirement: Requirement, row: Row, item: FeedItem): Reason | undefined {
  const { kind, field } = requirement;
  const cell = row[field];
  switch (kind) {
    case 'required':
      return isEmpty(cell) ? reason('value_missing', field, 'error') : undefined;
    case 'recommended':
      return isEmpty(cell) ? reason('value_recommended', field, 'warning') : undefined;
    case 'length': {
      if (typeof cell !== 'string' || cell.length <= requirement.most) return undefined;
      if (requirement.otherwise === 'exclude')
        return reason('text_too_long', field, 'error', requirement.most);
      row[field] = requirement.otherwise === 'cut' ? cut(cell, requirement.most) : undefined;
      return reason('text_cut', field, 'warning', requirement.most);
    }
    case 'one_of': {
      if (typeof cell !== 'string' || requirement.values.includes(cell)) return undefined;
      row[field] = undefined;
      return reason(
        'value_not_accepted',
        field,
        requirement.otherwise === 'exclude' ? 'error' : 'warning',
        cell,
      );
    }
    case 'gtin': {
      if (typeof cell !== 'string' || cell === '') return undefined;
      const digits = gtinDigits(cell);
      row[field] = isGtin(digits) ? digits : undefined;
      return row[field] === undefined ? reason('gtin_invalid', field, 'warning', cell) : undefined;
    }
    case 'address': {
      if (typeof cell !== 'string' || cell === '') return undefined;
      const form = addressForm(cell);
      if (form === 'secure') return undefined;
      if (form === 'plain') return reason('address_not_secure', field, 'warning');
      row[field] = undefined;
      return reason(
        'address_invalid',
        field,
        requirement.otherwise === 'exclude' ? 'error' : 'warning',
        cell,
      );
    }
    case 'addresses':
      return checkAddresses(row, requirement);
    case 'price':
      return item.price.amount > 0 ? undefined : reason('price_missing', field, 'error');
    case 'sale': {
      const fault = saleFault(item);
      if (fault === undefined) return undefined;
      for (const name of [field, ...(requirement.with ?? [])]) row[name] = undefined;
      return reason(fault, field, 'warning');
    }
    case 'group':
      return undefined;
    case 'category_allowed': {
      const parts = [
        ...item.categories,
        ...(item.furtherCategories?.flat() ?? []),
        ...(item.googleCategory?.split('>') ?? []),
      ];
      const banned = parts.find((part) => requirement.banned.includes(part.trim().toLowerCase()));
      return banned === undefined ? undefined : reason('category_banned', field, 'error', banned.trim());
    }
    case 'needed_when': {
      const { when, otherwise } = requirement;
      if (!isEmpty(cell) || !when.is.includes(textIn(row, when.field))) return undefined;
      return reason('date_missing', field, otherwise === 'exclude' ? 'error' : 'warning');
    }
    case 'any_of':
      return requirement.fields.every((name) => isEmpty(row[name]))
        ? reason('identifier_missing', field, 'warning')
        : undefined;
    case 'flag_needs': {
      if (!requirement.asked || cell !== true) return undefined;
      const missing = requirement.fields.filter((name) => isEmpty(row[name]));
      if (missing.length === 0) return undefined;
      row[field] = false;
      const words = { seller_privacy_policy: 'privacy policy', seller_tos: 'terms of use' } as const;
      const list = missing.map((name) => words[name as keyof typeof words] ?? name).join(' and ');
      return reason(
        'checkout_without_policies',
        field,
        'warning',
        `${list} ${missing.length > 1 ? 'are' : 'is'}`,
      );
    }
    case 'no_formula':
      return typeof cell === 'string' && isFormula(cell)
        ? reason('id_looks_like_formula', field, 'error', cell)
        : undefined;
  }
}
