import { boolean, type GenericSchema, number, object, safeParse, string } from 'valibot';

const NONCE_BYTES = 12;
/** What changes with every keystroke is sealed this often at most. */
const SOON_MS = 200;

/** A message that waits to be sent, as it lies among them. */
export const unsent = object({ id: string(), conversation: string(), text: string(), sure: boolean(), at: number() });

/**
 * Words are kept for this tab alone, and only their seal lies there: the key comes with `welcome` and is in memory alone, so nobody reads them once the pass or the
 * sign-in that it was made from has ended.
 */
export class TabWords<Words> {
  readonly #key: Promise<CryptoKey>;
  #latest: Words;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts up with whatever makes void what is being sealed. */
  #turn = 0;

  /** `place`: under which name they lie in the tab. */
  constructor(
    private readonly place: string,
    tabKey: string,
    private readonly shape: GenericSchema<unknown, Words>,
    private readonly none: Words,
  ) {
    this.#latest = none;
    this.#key = crypto.subtle.importKey('raw', bytesOf(tabKey), 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  /** The words of a seal; none where it is of another key, or was changed. */
  async open(sealed: string | null): Promise<Words> {
    try {
      const key = await this.#key;
      const bytes = bytesOf(sealed ?? '');
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES) }, key, bytes.subarray(NONCE_BYTES));
      const parsed = safeParse(this.shape, JSON.parse(new TextDecoder().decode(plain)));
      return parsed.success ? parsed.output : this.none;
    } catch {
      return this.none;
    }
  }

  /** Seals them in a moment, in the place of what was kept before; undefined leaves nothing there. */
  keep(kept: Words | undefined): void {
    if (kept === undefined) {
      this.stop();
      sessionStorage.removeItem(this.place);
      return;
    }
    this.#latest = kept;
    this.#timer ??= setTimeout(() => void this.#seal().catch(() => undefined), SOON_MS);
  }

  /** Nothing that was to be kept is written any more. */
  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#latest = this.none;
  }

  async #seal(): Promise<void> {
    this.#timer = undefined;
    const turn = ++this.#turn;
    const plain = new TextEncoder().encode(JSON.stringify(this.#latest));
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await this.#key, plain));
    if (turn === this.#turn) sessionStorage.setItem(this.place, textOf([...nonce, ...sealed]));
  }
}

const bytesOf = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
const textOf = (bytes: readonly number[]) => btoa(bytes.map((each) => String.fromCharCode(each)).join(''));
