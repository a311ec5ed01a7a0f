export const LONGEST = 200;
const HOST = String.raw`(?:[a-z0-9][a-z0-9-]{0,62}\.){1,10}[a-z][a-z0-9-]{1,62}`;
const PATH = String.raw`\/(?:[\p{L}\d_.~!$&'()*+,;=:@/-]|%[\da-f]{2})*`;
const SITE = new RegExp(`^https://${HOST}(?::443)?(?:${PATH})?$`, 'iu');

/** Whether Quick exit may lead there, as the server looks at it: https, a name and no address in numbers, no query and no fragment. */
export function isExitSite(text: string): boolean {
  const site = text.trim();
  return site.length <= LONGEST && SITE.test(site);
}

/** The regions whose site cannot be one; an empty one is none of its own. */
export function faultyIn(exits: Readonly<Record<string, string>>, regions: readonly string[]): string[] {
  return regions.filter((region) => (exits[region] ?? '').trim() !== '' && !isExitSite(exits[region]!));
}
