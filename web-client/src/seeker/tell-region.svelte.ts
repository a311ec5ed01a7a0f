import { untrack } from 'svelte';
import { place } from '../safety/place.svelte';
import type { Visit } from './visit.svelte';

/**
 * Tells the server where somebody chose to be, whenever they do and over each connection, so that supervisors and what is offered next know it. Numbers that were offered and
 * still stand there become those of that place. What nobody chose is never told.
 */
export function tellRegion(visit: Visit): void {
  let shown = place.region;
  visit.tellRegion = () => {
    if (place.chosen) visit.send({ type: 'region', region: place.region });
  };
  $effect(() => {
    const { region } = place;
    untrack(() => {
      visit.tellRegion?.();
      if (region !== shown && visit.support !== undefined) visit.support = place.lines;
      shown = region;
    });
  });
}
