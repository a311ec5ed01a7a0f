/** What leaving needs from the page that is left. */
export interface Leaving {
  /** The pass, if there is one. */
  token(): string | null;
  /** Drops messages, drafts, outbox and pass from memory and closes the socket. */
  wipe(): void;
  exitSite(): string;
  words(): { title: string; loading: string };
}

/** The browser's part, so that a test can hold it. */
export interface Ground {
  beacon(url: string, body: Blob): void;
  /** Has every other tab of this site leave as well. What listens is in `Inside.svelte`. */
  others(): void;
  replace(url: string): void;
}

const browser: Ground = {
  beacon: (url, body) => void navigator.sendBeacon(url, body),
  others: () => new BroadcastChannel('porchlight').postMessage(0),
  replace: (url) => location.replace(url),
};

/**
 * Leaves at once. Synchronous and in this order: hide, forget, tell the server and the other tabs, go. Nothing is waited for, and nothing that fails on the way keeps anyone here.
 */
export function leave(leaving: Leaving, ground: Ground = browser): void {
  const token = attempt(() => leaving.token()) ?? null;
  const exitSite = attempt(() => leaving.exitSite()) ?? '/leave';
  attempt(() => hide(leaving.words()));
  attempt(() => leaving.wipe());
  attempt(() => sessionStorage.clear());
  if (token !== null) {
    attempt(() => ground.beacon('/api/seekers/exit', new Blob([JSON.stringify({ token })], { type: 'application/json' })));
  }
  attempt(() => ground.others());
  ground.replace(exitSite);
}

function hide(words: { title: string; loading: string }): void {
  const overlay = document.createElement('div');
  overlay.className = 'left';
  const loading = document.createElement('p');
  loading.className = 'vh';
  loading.setAttribute('role', 'alert');
  loading.textContent = words.loading;
  overlay.append(loading);
  document.body.replaceChildren(overlay);
  document.title = words.title;
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}
