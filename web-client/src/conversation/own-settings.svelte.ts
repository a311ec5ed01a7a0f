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

  value(name: string): string | undefined {
    return this.#now[name];
  }

  /** Goes on as the account says; without an answer as this tab was. */
  async take(source: SettingsSource): Promise<void> {
    this.#source = source;
    const before = this.#now;
    const settings = await source.settings().catch(() => undefined);
    // Whoever chose something meanwhile is not overruled by what was before it.
    if (settings !== undefined && before === this.#now) this.#write(settings);
  }

  keep(name: string, value: string): void {
    this.keepAll({ [name]: value });
  }

  keepAll(changed: Settings): void {
    this.#write({ ...this.#now, ...changed });
    const source = this.#source;
    // What does not arrive holds for this tab.
    this.#sent = this.#sent.then(() => source?.keepSettings(changed)).catch(() => undefined);
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
