import assert from 'node:assert/strict';
import type { LeftOut, Variant } from '@acp-hub/connector';
import { checksOf } from '../check';
import type { ItemFact } from '../facts';
import { catalogueOf } from '../shopping';

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

function assertPrice(variant: Variant | undefined, fact: ItemFact, currency: string): void {
  assert.ok(variant, `item ${fact.id} is missing`);
  const shown = variant.salePrice ?? variant.price;
  assert.deepEqual(
    shown,
    { amount: fact.price, currency },
    `item ${fact.id} is shown at the wrong price (integer minor units)`,
  );
}

/** The merchant is told of each thing that is left out, and of nothing else. */
function assertTold(leftOut: readonly LeftOut[], { id, productId }: ItemFact, where: string): void {
  assert.ok(leftOut.length > 0, `${where}: the product that cannot be sold is left out without a word`);
  for (const { id: named, productId: owner = named, why } of leftOut) {
    assert.ok(
      [productId, id as string].includes(owner),
      `${where}: ${named} is told of, and it is neither the product that cannot be sold nor its item`,
    );
    assert.ok(why.trim() !== '', `${where}: it is not said why ${named} is left out`);
  }
}

export const catalogueChecks = checksOf('Catalogue')({
  'catalogue.every_product_once': {
    title: 'Paging through the catalogue yields every product exactly once.',
    async run({ first, facts }) {
      const { pages, items } = await catalogueOf(first.store);
      assert.ok(pages > 1, 'nothing was checked: seed more products than fit on one page');
      assert.deepEqual(sorted(items.map(({ id }) => id)), sorted(facts.productIds));
      const itemIds = items.flatMap(({ variants }) => variants.map(({ id }) => id));
      assert.equal(new Set(itemIds).size, itemIds.length, 'two variants share an item id');
    },
  },
  'catalogue.stable_order': {
    title: 'Two walks through an unchanged catalogue see the same order.',
    async run({ first }) {
      const walks = [await catalogueOf(first.store), await catalogueOf(first.store)];
      const [one, two] = walks.map(({ items }) => items.map(({ id }) => id));
      assert.deepEqual(one, two);
    },
  },
  'catalogue.prices_and_stock': {
    title: 'Listed prices are the shop’s own, in minor units of its currency, and stock is told.',
    async run({ first, facts }) {
      const { items } = await catalogueOf(first.store);
      const variants = new Map(items.flatMap((product) => product.variants.map((v) => [v.id, v] as const)));
      for (const fact of Object.values(facts.items)) assertPrice(variants.get(fact.id), fact, facts.currency);
      const { outOfStock, inStock, digital } = facts.items;
      assert.equal(variants.get(outOfStock.id)?.stock.status, 'out_of_stock');
      assert.notEqual(variants.get(inStock.id)?.stock.status, 'out_of_stock');
      assert.equal(variants.get(inStock.id)?.requiresShipping, true);
      assert.equal(variants.get(digital.id)?.requiresShipping, false);
    },
  },
  'catalogue.variants_apart': {
    title: 'A product with choices has one variant a choice, each saying what it is.',
    async run({ first, facts }) {
      const { variant } = facts.items;
      const { items } = await catalogueOf(first.store);
      const product = items.find(({ id }) => id === variant.productId);
      assert.ok(
        product && product.variants.length > 1,
        'the product of `variant` must have several variants',
      );
      assert.deepEqual(product.variants.find(({ id }) => id === variant.id)?.options, variant.options);
      const choices = product.variants.map(({ options }) => JSON.stringify(options));
      assert.equal(new Set(choices).size, choices.length, 'two variants offer the same choice');
    },
  },
  'catalogue.updated_since': {
    title: '`updatedSince` yields what changed at that moment or later, and nothing else.',
    async run({ first, facts }) {
      await first.backDoor.editProduct(facts.items.inStock.productId);
      const { items: all } = await catalogueOf(first.store);
      const edited = all.find(({ id }) => id === facts.items.inStock.productId);
      assert.ok(edited, 'the edited product is missing from the catalogue');
      const since = Date.parse(edited.updatedAt);
      const expected = all.filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
      assert.ok(expected.length < all.length, 'editing a product must move its updatedAt past the others');
      const { items: changed } = await catalogueOf(first.store, edited.updatedAt);
      assert.deepEqual(sorted(changed.map(({ id }) => id)), sorted(expected.map(({ id }) => id)));
    },
  },
  'catalogue.deleted_gone': {
    title: 'A deleted product is listed no more.',
    async run({ first, facts }) {
      const { id, productId } = facts.items.second;
      const isListed = async () =>
        (await catalogueOf(first.store)).items.some((product) => product.id === productId);
      assert.equal(await isListed(), true, 'nothing was checked: the product is not listed to begin with');
      await first.backDoor.deleteProduct(productId);
      assert.equal(await isListed(), false, 'the deleted product is still listed');
      assert.deepEqual(await first.store.getVariants([id]), []);
    },
  },
  'catalogue.deletions_reported': {
    title: 'What was deleted since is named.',
    appliesTo: ({ deletions }) => deletions === 'reported',
    async run({ first, facts }) {
      const { items } = await catalogueOf(first.store);
      const since = items.map(({ updatedAt }) => updatedAt).sort()[0];
      await first.backDoor.deleteProduct(facts.items.second.productId);
      const { deletedIds } = await catalogueOf(first.store, since);
      assert.deepEqual(deletedIds, [facts.items.second.productId]);
    },
  },
  'catalogue.left_out_listed': {
    title:
      'A product that is on show and cannot be sold is in no page, and named as left out with the reason.',
    async run({ first, facts }) {
      const { second, inStock } = facts.items;
      await first.backDoor.makeUnsellable(second.productId);
      const { items, leftOut } = await catalogueOf(first.store);
      const ids = items.map(({ id }) => id);
      assert.ok(!ids.includes(second.productId), 'the product that cannot be sold is listed');
      assert.ok(ids.includes(inStock.productId), 'another product went with the one that cannot be sold');
      assertTold(leftOut, second, 'listProducts');
    },
  },
  'catalogue.left_out_by_id': {
    title: '`getVariants` tells of what is there and cannot be sold, and of an unknown id nothing.',
    async run({ first, facts }) {
      const { second } = facts.items;
      await first.backDoor.makeUnsellable(second.productId);
      const told: LeftOut[] = [];
      const variants = await first.store.getVariants([second.id], (what) => void told.push(what));
      assert.deepEqual(variants, [], 'an item that cannot be sold is answered as one that can');
      assertTold(told, second, 'getVariants');
      const gone: LeftOut[] = [];
      await first.store.getVariants([facts.unknownItem], (what) => void gone.push(what));
      assert.deepEqual(gone, [], 'an item that never was is told of as one that is there');
    },
  },
  'catalogue.variants_by_id': {
    title:
      '`getVariants` answers today’s price and stock of the items asked for, and leaves out unknown ones.',
    async run({ first, facts }) {
      const { inStock, second } = facts.items;
      await first.backDoor.changePrice(second.id, second.price + 7);
      const variants = await first.store.getVariants([second.id, facts.unknownItem, inStock.id]);
      assert.deepEqual(sorted(variants.map(({ id }) => id)), sorted([inStock.id, second.id]));
      const byId = new Map(variants.map((variant) => [variant.id, variant]));
      assertPrice(byId.get(inStock.id), inStock, facts.currency);
      assertPrice(byId.get(second.id), { ...second, price: second.price + 7 }, facts.currency);
    },
  },
});
