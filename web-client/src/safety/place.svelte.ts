import { language } from '../words/language.svelte';
import { calls, regionOf } from './help-now/numbers';
import { readStart, type Region, type Start } from './start';

const KEY = 'porchlight.region';

/** Where the person says they are, and what the page was served with. Never found out by us. What they chose is kept for this tab only, and Quick exit clears it. */
export class Place {
  start = $state.raw<Start>(readStart('{}'));
  region = $state('');

  /** Takes what the page was served with. */
  begin(start: Start): void {
    this.start = start;
    const kept = sessionStorage.getItem(KEY);
    this.region = regionOf(start, kept ?? start.region)?.id ?? '';
    // What they chose is not offered any more: the server hears what took its place.
    if (kept !== null && this.region === 'elsewhere') sessionStorage.setItem(KEY, this.region);
  }

  choose(region: string): void {
    this.region = region;
    sessionStorage.setItem(KEY, region);
  }

  /** The language of the chats: that of the interface when peers speak it, or else the first that they do. */
  get tongue(): string {
    const { languages } = this.start;
    return languages.includes(language.now) ? language.now : (languages[0] ?? 'en');
  }

  /** Whether they said so themselves; otherwise it is where the house begins, and nothing is told of them. */
  get chosen(): boolean {
    return sessionStorage.getItem(KEY) === this.region;
  }

  /** Values for `{emergency}` and `{line}`; either is undefined where the region has no such row. */
  get calls(): ReturnType<typeof calls> {
    return calls(regionOf(this.start, this.region));
  }

  /** The crisis lines of the chosen region. */
  get lines(): Region['lines'] {
    return regionOf(this.start, this.region)?.lines ?? [];
  }

  /** Where Quick exit leads from the chosen region. */
  get exitSite(): string {
    return this.start.exitSites[this.region] ?? this.start.exitSite;
  }
}

export const place = new Place();
