import { Reconnect } from '../connection/reconnect';

const DELAYS = { firstLeast: 1_000, firstMost: 3_000, most: 15_000, growth: 1.7 };

/**
 * Loads the page anew once the server answers: where a part of it could not be fetched, because the network went away in between or the server has been replaced. An
 * import that failed is not tried again, since browsers remember that it did; a visit lives in the tab and goes on in the new page.
 *
 * @returns stops trying
 */
export function newPage(load: () => void = () => location.reload()): () => void {
  const waits = new Reconnect(DELAYS);
  let timer: ReturnType<typeof setTimeout>;
  let wanted = true;
  const tryLater = (): void => {
    timer = setTimeout(() => void tryNow(), waits.next());
  };
  const tryNow = async (): Promise<void> => {
    const answered = await fetch(location.pathname, { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    // Whoever pressed Quick exit meanwhile must not be brought back.
    if (!wanted) return;
    if (answered) load();
    else tryLater();
  };
  tryLater();
  return () => {
    wanted = false;
    clearTimeout(timer);
  };
}
