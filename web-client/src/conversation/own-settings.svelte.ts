/** Settings of a desk by name, such as `theme`: `light`. */
export type Settings = Readonly<Record<string, string>>;

/** Where an account keeps them, over the cookie of the desk (G140 of the protocol). */
export interface SettingsSource {
  settings(): Promise<Settings>;
  /** Those that are to be others; `done`, or why not. */
  keepSettings(changed: Settings): Promise<string>;
}

const KEY = 'porchlight.desk';

/** What whoever is signed in likes about their desk: in this tab, and with their account wherever that can be reached. It says nothing about anybody. */
export class OwnSettings {
  #now = $state.raw<Settings>(kept());
  #source: SettingsSource | undefined;
  /** One after the other, so that the last word is the last one that arrives. */
  #sent: Promise<unknown> = Promise.resolve();
  /** Which sign-in this is: nothing of an earlier one comes into it, or goes out with it. */
  #turn = 0;
  /** What was chosen while the account was asked. */
  #meanwhile: Settings = {};

  value(name: string): string | undefined {
    return this.#now[name];
  }

  /** Goes on as the account says; without an answer as this tab was. */
  async take(source: SettingsSource): Promise<void> {
    const turn = ++this.#turn;
    this.#source = source;
    this.#meanwhile = {};
    const settings = await source.settings().catch(() => undefined);
    // Whoever chose something meanwhile is not overruled by what was before it.
    if (settings !== undefined && turn === this.#turn) this.#write({ ...settings, ...this.#meanwhile });
  }

  /** Nobody is signed in any more: who comes next in this tab has none of it. */
  leave(): void {
    this.#turn += 1;
    this.#source = undefined;
    this.#write({});
  }

  keep(name: string, value: string): void {
    this.keepAll({ [name]: value });
  }

  keepAll(changed: Settings): void {
    this.#meanwhile = { ...this.#meanwhile, ...changed };
    this.#write({ ...this.#now, ...changed });
    const source = this.#source;
    const turn = this.#turn;
    // What does not arrive holds for this tab.
    this.#sent = this.#sent.then(() => (turn === this.#turn ? source?.keepSettings(changed) : undefined)).catch(() => undefined);
  }

  #write(settings: Settings): void {
    this.#now = settings;
    sessionStorage.setItem(
      KEY,
      Object.entries(settings)
        .map(([name, value]) => `${name}:${value}`)
        .join(' '),
    );
  }
}

function kept(): Settings {
  const pairs = (sessionStorage.getItem(KEY) ?? '').split(' ').map((each) => each.split(':'));
  return Object.fromEntries(pairs.flatMap(([name = '', value]) => (value === undefined ? [] : [[name, value]])));
}

export const ownSettings = new OwnSettings();
