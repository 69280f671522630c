/**
 * Parts of category paths that agents do not take (OpenAI, "Prohibited products policy": adult content, what is
 * restricted by age, weapons, prescriptions, gambling). Compared whole, without regard to case: "Wine" is banned and
 * "Wine glasses" is not.
 */
export const BANNED_CATEGORIES: readonly string[] = [
  ...['adult', 'adult products', 'erotic', 'erotica', 'erotic books', 'pornography', 'sex toys'],
  ...['alcohol', 'alcoholic beverages', 'beer', 'wine', 'wines', 'spirits', 'liquor', 'liquor & spirits'],
  ...[
    'tobacco',
    'tobacco products',
    'cigarettes',
    'cigars',
    'electronic cigarettes',
    'e-cigarettes',
    'vaping',
    'vapes',
  ],
  ...['gambling', 'lottery tickets', 'casino'],
  ...['weapons', 'firearms', 'guns', 'handguns', 'rifles', 'ammunition', 'explosives'],
  ...['prescription drugs', 'prescription medicine', 'prescription medication', 'prescriptions'],
];
