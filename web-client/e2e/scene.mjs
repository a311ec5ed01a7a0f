import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL_RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What is light or dark differs in colours alone (tokens.css), so these are the rules that can find something else in the other colours. */
const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
/** In this order each look changes one thing at a time. */
const VIEWS = [
  { width: 360, height: 740, themes: ['dark', 'light'] },
  { width: 1280, height: 800, themes: ['light', 'dark'] },
];
/** Spanish words are longer, and colours are the same in every language: the narrow width and the colours that everybody begins with show what Spanish alone can break. */
const IN_SPANISH = { width: 360, height: 740, colours: 'dark' };
/** Where axe cannot tell a contrast though nothing need be wrong: something lies over the words, or they are half scrolled away, and are looked at wherever they are whole; what stands there is a picture; or a field is empty, and its hint has the colour of other quiet words. Words on a picture, of the colour of their ground, or over colours that axe cannot read are findings. */
const HARMLESS = ['bgOverlap', 'elmPartiallyObscured', 'elmPartiallyObscuring', 'outsideViewport', 'nonBmp', 'emptyValue'];
/** "Nobody is signed in", "that did not match", "a code first", "some work first", "somebody else has it", "the notice is another one", "say it another way", "somebody was first" and "that is no site" are answers and not faults, but a browser writes each to its console. */
const ANSWERS = /\/api\/(seekers|staff\/(me|sign-in|step-up|house|look|look\/exit|intro|lines\/change|people\/change|rota|rules\/try|transcripts\/read|shift\/have|invitations\/(look|accept)))$/;

const FRAME_MS = 3000;

/** A page that draws nothing, also when it is brought to the front. */
class NoFrame extends Error {}

const soon = (answer) => Promise.race([answer, new Promise((resolve) => setTimeout(resolve, FRAME_MS, false))]).catch(() => false);

/** Whether the page draws two frames soon: what every click waits for. */
const draws = (page) => soon(page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))));

/** In these colours, and from the top: what happens to be scrolled half under the bar is no target that is too small. */
const wears = (page, colours) =>
  page.evaluate((to) => {
    scrollTo({ top: 0, behavior: 'instant' });
    document.documentElement.dataset.theme = to;
  }, colours);

/** Whether the browser has stopped drawing a page that is well: its scripts run, and frames alone do not come. One that is busy, or gone, is at fault itself. */
async function undrawn(page) {
  const onlyFramesAreMissing = async () => {
    const [answers, drawn] = await Promise.all([soon(page.evaluate(() => 1)), draws(page)]);
    return answers === 1 && !drawn;
  };
  if (!(await onlyFramesAreMissing())) return false;
  await soon(page.bringToFront());
  return onlyFramesAreMissing();
}

/** One story being played: its people, what held, and everything that must never happen on any page. */
export class Scene {
  passed = 0;
  failed = 0;
  #undrawn = false;
  #faults = [];
  #contexts = [];
  #pictures = 0;

  constructor(browser, server, story) {
    this.browser = browser;
    this.url = server.url;
    this.password = server.password;
    /** Whether it is the service itself, and not the pretend server. */
    this.real = server.real;
    /** Has Redis `stop` or `start`, by whoever can. */
    this.redis = server.redis;
    /** Lets nobody have had what needs a person for a minute (`louder`) or two (`on_call`); on the service itself nobody can. */
    this.unanswered = server.unanswered;
    this.story = story;
    this.shots = process.env.E2E_SHOTS;
    if (this.shots) mkdirSync(this.shots, { recursive: true });
  }

  /** A person with a browser of their own. What is taken away from their page on purpose is named in `page.failing`, and its being missed is no fault. */
  async person(name, viewport, options = {}) {
    const context = await this.browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-US', ...options });
    context.setDefaultTimeout(15_000);
    this.#contexts.push(context);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
    const page = await context.newPage();
    const fault = (what) => this.#faults.push(`${name}: ${what}`);
    page.on('console', (message) => {
      if (page.failing?.test(message.location().url)) return;
      if (message.type() === 'error' && !(ANSWERS.test(message.location().url) && /status of 4\d\d/.test(message.text()))) fault(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('crash', () => fault('the page crashed'));
    page.on('pageerror', (error) => fault(`page error: ${error.message}`));
    const home = new URL(this.url).host;
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== home && !page.leaving) fault(`request to another origin: ${url.host}`);
    });
    return page;
  }

  async signIn(page, login) {
    await page.goto(`${this.url}/desk`);
    await page.getByLabel('Sign-in name').fill(login);
    await page.getByLabel('Password').fill(this.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  /** A supervisor at the board, and a peer on duty who takes a breather: people may wait, and nobody is offered. */
  async openTheDoor() {
    const supervisor = await this.person('supervisor', { width: 1280, height: 800 });
    await this.signIn(supervisor, 'supervisor');
    const peer = await this.person('peer', { width: 1280, height: 800 });
    await this.signIn(peer, 'peer');
    await this.pressIfThere(peer, 'Go on duty', 'Go off duty');
    await this.pressIfThere(peer, 'Take a breather', "I'm ready");
    await peer.getByText("You won't get offers.", { exact: false }).waitFor();
    return { supervisor, peer };
  }

  /** Presses the one, unless the other is there in its place. */
  async pressIfThere(page, name, other) {
    const button = page.getByRole('button', { name, disabled: false });
    await button.or(page.getByRole('button', { name: other })).first().waitFor();
    if (await button.isVisible()) await button.click();
  }

  /** The breather is over and the peer goes home, so that the next story finds nobody. */
  async closeTheDoor(peer) {
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await peer.getByRole('button', { name: 'Take a breather' }).waitFor();
    await peer.getByRole('button', { name: 'Go off duty' }).click();
    await peer.getByRole('button', { name: 'Go on duty' }).waitFor();
  }

  /** One thing that must hold. The first that does not ends the story. */
  async step(sentence, does) {
    try {
      await does();
      this.nothingWrong();
      this.passed += 1;
      console.log(`  ✓ ${sentence}`);
    } catch (error) {
      this.failed += 1;
      console.log(`  ✗ ${sentence}\n    ${String(error.message).replaceAll('\n', '\n    ')}`);
      const waited = error instanceof NoFrame || error.name === 'TimeoutError';
      for (const page of waited ? this.#pages() : []) {
        if (!(await undrawn(page))) continue;
        console.log(`    (no frame is drawn any more: ${page.url()})`);
        this.#undrawn = true;
      }
      await this.#pictureOfFailure();
      throw error;
    }
  }

  /** Whether the story broke because its browser stopped drawing, and nothing else is known to be wrong. */
  get undrawn() {
    return this.#undrawn && this.#faults.length === 0;
  }

  nothingWrong() {
    if (this.#faults.length > 0) throw new Error(this.#faults.join('\n'));
  }

  /** Looks at a screen: axe finds nothing at either width, nor in either colours what colours decide, nothing is cut off sideways, a seeker's also in Spanish (which a page without a connection has to have fetched before), and a picture is kept if wanted. */
  async look(page, name, { spanish = true } = {}) {
    await this.#drawn(page, name);
    const before = page.viewportSize();
    const theme = await page.evaluate(() => document.documentElement.dataset.theme);
    this.#pictures += 1;
    for (const { width, height, themes } of VIEWS) {
      await page.setViewportSize({ width, height });
      for (const colours of themes) {
        await wears(page, colours);
        await this.#axe(page, `${name} at ${width} px, ${colours}`, colours === themes[0] ? ALL_RULES : COLOUR_RULES);
        await this.#picture(page, `${name}-${width}-${colours}`);
      }
      await this.#fits(page, `${name} at ${width} px`);
    }
    if (spanish) await this.#lookInSpanish(page, name);
    await page.setViewportSize(before);
    await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
    await this.#drawn(page, name);
  }

  /** Now and then a headless Chromium stops drawing, and whatever is clicked waits for a frame for ever. Being brought to the front makes it draw, if anything does. */
  async #drawn(page, name) {
    if (await draws(page)) return;
    console.log(`    (no frame at ${name}; the page is brought to the front)`);
    await page.bringToFront();
    if (!(await draws(page))) throw new NoFrame(`the browser draws nothing any more at ${name}`);
  }

  /** A seeker's screen in the other language. The front page's own buttons say which, and they are in the page, out of sight, wherever the visit is: nothing is left or lost. */
  async #lookInSpanish(page, name) {
    const inEnglish = await page.evaluate(() => document.documentElement.lang === 'en' && document.querySelector('#preferences button[lang="es"]') !== null);
    if (!inEnglish) return;
    const speak = async (tongue) => {
      await page.evaluate((to) => document.querySelector(`#preferences button[lang="${to}"]`).click(), tongue);
      await page.locator(`html[lang="${tongue}"]`).waitFor({ state: 'attached' });
    };
    const { width, height, colours } = IN_SPANISH;
    await page.setViewportSize({ width, height });
    await speak('es');
    await wears(page, colours);
    await this.#axe(page, `${name} at ${width} px, in Spanish`, ALL_RULES);
    await this.#fits(page, `${name} at ${width} px, in Spanish,`);
    if (this.shots) await this.#picturesInSpanish(page, name);
    await speak('en');
  }

  /** To be looked at by somebody who speaks it: every width and both colours. */
  async #picturesInSpanish(page, name) {
    for (const { width, height, themes } of VIEWS) {
      await page.setViewportSize({ width, height });
      for (const colours of themes) {
        await wears(page, colours);
        await this.#picture(page, `${name}-${width}-${colours}-es`);
      }
    }
  }

  /** Keeps a picture, if wanted; of a chat, which fills the screen, what can be seen of it. */
  async #picture(page, name) {
    if (!this.shots) return;
    const fullPage = !(await page.evaluate(() => document.documentElement.classList.contains('in-chat')));
    await page.screenshot({ path: join(this.shots, `${this.story}-${String(this.#pictures).padStart(2, '0')}-${name}.png`), fullPage });
  }

  async #fits(page, where) {
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return '';
      const out = [...document.body.querySelectorAll('*')].filter((element) => Math.max(element.getBoundingClientRect().right, element.getBoundingClientRect().left + element.scrollWidth) > clientWidth);
      return `${scrollWidth - clientWidth} px too wide: ${out.map((element) => element.outerHTML.slice(0, 100)).slice(-3).join(' … ')}`;
    });
    if (wide !== '') throw new Error(`${where} is ${wide}`);
  }

  async #axe(page, where, rules) {
    const look = () => this.#findings(page, rules);
    let found = await look();
    if (found === undefined) {
      await page.evaluate(AXE);
      found = await look();
    }
    if (found.length === 0) return;
    const told = found.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`).join('\n  ')}`);
    throw new Error(`axe on ${where}:\n${told.join('\n')}`);
  }

  /** What axe finds by these rules; undefined where the page has no axe yet. */
  #findings(page, rules) {
    return page.evaluate(
      async ({ runOnly, harmless }) => {
        if (!('axe' in globalThis)) return undefined;
        const { violations, incomplete } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations', 'incomplete'] });
        const contrasts = incomplete
          .filter(({ id }) => id === 'color-contrast')
          .map((rule) => ({ ...rule, id: 'color-contrast, which axe cannot tell', nodes: rule.nodes.filter(({ any }) => !any.every(({ data }) => harmless.includes(data?.messageKey))) }));
        return [...violations, ...contrasts]
          .filter(({ nodes }) => nodes.length > 0)
          .map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
      },
      { runOnly: rules, harmless: HARMLESS },
    );
  }

  async #pictureOfFailure() {
    if (!this.shots) return;
    let at = 0;
    for (const page of this.#pages()) await page.screenshot({ path: join(this.shots, `${this.story}-failed-${at++}.png`) }).catch(() => undefined);
  }

  #pages() {
    return this.#contexts.flatMap((context) => context.pages());
  }

  async close() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}
