import { place } from '../safety/place.svelte';
import { readNotice } from '../safety/start';
import type { Work } from './work';

/** `back`: of somebody with come-back words who has not been through the notice. */
export type Band = 'a16' | 'a18' | 'skip' | 'back';

const PASS_MS = 20_000;

/**
 * A new pass, or why there is none: `notice` when it says something else by now, which the page then knows.
 * `onwork` is called when the browser has to do some work first.
 */
export async function takePass(ageBand: Band, onwork: () => void = () => {}): Promise<{ token: string } | 'rate' | 'trouble' | 'notice'> {
  const { chosen, region } = place;
  const ask = (work: object = {}): Promise<Response> =>
    fetch('/api/seekers', {
      method: 'POST',
      // What never answers is trouble too, and is said.
      signal: AbortSignal.timeout(PASS_MS),
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...(ageBand === 'back' ? {} : { noticeVersion: place.start.noticeVersion }),
        ageBand,
        language: place.tongue,
        ...(chosen ? { region } : {}),
        ...work,
      }),
    });
  try {
    let answer = await ask();
    if (answer.status === 401) {
      const { work } = (await answer.json()) as { work: Work };
      onwork();
      const { done } = await import('./work');
      answer = await ask({ work: await done(work) });
    }
    const notice = answer.status === 400 ? readNotice(await answer.json()) : undefined;
    if (notice !== undefined) {
      place.start = { ...place.start, ...notice };
      return 'notice';
    }
    if (!answer.ok) return answer.status === 429 ? 'rate' : 'trouble';
    return (await answer.json()) as { token: string };
  } catch {
    return 'trouble';
  }
}
