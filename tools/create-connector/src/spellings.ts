import type { PlatformName } from './platform-name';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A name as it is written in file names, in variables, in types and in sentences. */
function spellingsOf(name: string): readonly [string, string, string, string] {
  const words = name.split('-');
  const pascal = words.map(capital).join('');
  return [name, pascal.charAt(0).toLowerCase() + pascal.slice(1), pascal, words.map(capital).join(' ')];
}

/** What the template's platform is called; each of its spellings becomes that spelling of another name. */
const TEMPLATE = spellingsOf('your-platform');

/** The text of the template with the platform's name in place of the template's. */
export function spell(text: string, name: PlatformName): string {
  const spellings = spellingsOf(name);
  return TEMPLATE.reduce(
    (filled, spelling, index) => filled.replaceAll(spelling, spellings[index] ?? name),
    text,
  );
}
