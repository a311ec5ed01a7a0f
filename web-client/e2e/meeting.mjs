// A seeker and a peer who meet while a supervisor looks at the board: how several stories begin.

import { code } from './totp.mjs';

export const PHONE = { width: 360, height: 740 };
export const LAPTOP = { width: 1280, height: 800 };
/** An offer that was not answered in time comes again; this is longer than it is held. */
export const OFFER_MS = 60_000;
/** A connection tries by itself after seconds, and at once when the browser says that the network is back. */
export const BACK_MS = 30_000;

export const log = (page) => page.getByRole('log', { name: 'Messages', exact: true });
export const hears = (page, text) => log(page).getByText(text, { exact: true }).waitFor();

export async function write(page, label, text) {
  await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Somebody's page on which what is asked four times a minute by itself, or about as often, is asked every few seconds: it comes by itself as ever, and the story waits less. */
export async function hurried(person) {
  const page = await person;
  await page.addInitScript(() => {
    const every = globalThis.setInterval;
    globalThis.setInterval = (does, ms, ...more) => every(does, ms >= 10_000 && ms <= 20_000 ? 3_000 : ms, ...more);
  });
  return page;
}

/** The bells of a desk, told apart by the seconds of one round (tones.ts). */
export const OFFER_BELL = 15;
export const NOW_BELL = 20;

/** Listens to what rings in a page, before it is opened. Answers how many of a bell ring that nobody has answered. */
export async function bellsOf(page) {
  await page.addInitScript(() => {
    const ringing = (globalThis.ringing = new Set());
    const { start, stop } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...when) {
      ringing.add(this);
      return start.apply(this, when);
    };
    // With a time it is only said how long it rings by itself.
    AudioBufferSourceNode.prototype.stop = function (...when) {
      if (when.length === 0) ringing.delete(this);
      return stop.apply(this, when);
    };
  });
  return (bell) => page.evaluate((seconds) => [...globalThis.ringing].filter(({ buffer }) => buffer.duration === seconds).length, bell);
}

/** Goes in by the front page, as far as the line. */
export async function arrive(scene, page) {
  await page.goto(scene.url);
  await page.getByRole('button', { name: 'Start a chat' }).click();
  await page.getByRole('radio', { name: '18 or over' }).check();
  await page.getByRole('button', { name: 'I understand. Find me someone' }).click();
}

/** Takes the next offer, whenever it comes. */
export async function takesOffer(peer) {
  const take = peer.getByRole('button', { name: 'Take this chat' });
  await take.waitFor({ timeout: OFFER_MS });
  await take.click();
}

/** Ends their chat out of its menu, and says that they mean it. */
export async function endsChat(seeker) {
  await seeker.getByText('More', { exact: true }).click();
  await seeker.getByRole('button', { name: 'End chat' }).click();
  await seeker.getByRole('button', { name: 'End chat' }).last().click();
}

export async function goesOffDuty(peer) {
  await peer.getByRole('button', { name: 'Go off duty' }).click();
  await peer.getByRole('button', { name: 'Go on duty' }).waitFor();
}

/** The pass of one tab in another one: a tab that was doubled, or opened again after it was closed. */
export async function sameTab(scene, page, token) {
  const twin = await page.context().newPage();
  await twin.addInitScript((pass) => sessionStorage.setItem('porchlight.token', pass), token);
  await twin.goto(scene.url);
  return twin;
}

/** Listens to a page's socket, before it is opened, and may say something in it as the server would. */
export async function overheard(page) {
  const heard = { conversation: undefined, sent: [], say: undefined };
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      heard.sent.push(JSON.parse(text));
      server.send(text);
    });
    server.onMessage((text) => {
      const frame = JSON.parse(text);
      if (frame.type === 'opened') heard.conversation = frame.conversation;
      socket.send(text);
    });
    heard.say = (frame) => socket.send(JSON.stringify({ conversation: heard.conversation, ...frame }));
  });
  return heard;
}

/**
 * A network that can be taken from a page: its socket falls, and none comes up until it is given back. A browser alone leaves a socket standing that it has. What
 * comes down the socket can also be had twice, late or not at all.
 */
export async function networkOf(page) {
  let up = true;
  let ends = [];
  let comes = (frame) => [frame];
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (!up) return socket.close();
    const server = socket.connectToServer();
    server.onMessage((frame) => comes(frame).forEach((each) => socket.send(each)));
    ends = [socket, server];
    return undefined;
  });
  return {
    /** `comesAs` says what becomes of each frame from the server: those that the page gets instead, in their order. */
    disturb: (comesAs) => {
      comes = comesAs;
    },
    calm: () => {
      comes = (frame) => [frame];
    },
    deliver: (frames) => frames.forEach((each) => ends[0].send(each)),
    lose: async () => {
      up = false;
      page.failing = /\/api\//;
      await page.context().setOffline(true);
      for (const end of ends) await end.close();
    },
    // What was asked for meanwhile fails late, when the network is there again, and is no fault until the page is back.
    giveBack: async (isBack) => {
      up = true;
      await page.context().setOffline(false);
      await isBack();
      page.failing = undefined;
    },
  };
}

/** Brings a seeker and a peer together, or these pages of theirs; the peer has so many places. */
export async function meet(scene, { places = 1, ...pages } = {}) {
  const seeker = pages.seeker ?? (await scene.person('seeker', PHONE));
  const peer = pages.peer ?? (await scene.person('peer', LAPTOP));
  const supervisor = pages.supervisor ?? (await scene.person('supervisor', LAPTOP));

  await scene.step('a supervisor is there, and a seeker and a peer meet', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await scene.signIn(peer, 'peer');
    // Another story may have left the peer on duty.
    const goOn = peer.locator('button:enabled', { hasText: 'Go on duty' });
    await goOn.or(peer.getByRole('button', { name: 'Go off duty' })).waitFor();
    if (await goOn.isVisible()) {
      await peer.getByRole('group', { name: 'How many at once?' }).getByRole('radio', { name: String(places) }).check();
      await goOn.click();
    }
    await peer.getByText("You're on duty").waitFor();
    // And a hard conversation one with a breather.
    const ready = peer.getByRole('button', { name: "I'm ready" });
    if (await ready.isVisible()) await ready.click();
    await arrive(scene, seeker);
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(seeker, 'Your message', 'It has been a long week.');
    await hears(peer, 'It has been a long week.');
  });
  return { seeker, peer, supervisor };
}

/** Ends it for both, and the shift. */
export async function part(scene, { seeker, peer }) {
  await scene.step('they part, and the peer goes off duty', async () => {
    await endsChat(seeker);
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    await peer.getByText('ended the chat.', { exact: false }).first().waitFor();
    await goesOffDuty(peer);
  });
}

const PASSWORD = 'lantern by the harbour wall';

/** A second coordinator, whom the first one invites from the desk: what needs two of them can be done from then on. */
export async function becomesSecond(coordinator, second, { name, login }) {
  await coordinator.getByRole('button', { name: 'People' }).click();
  await coordinator.getByRole('button', { name: 'Invite someone' }).click();
  await coordinator.getByLabel('Name that others will see').fill(name);
  await coordinator.getByRole('radio', { name: 'coordinator' }).check();
  await coordinator.getByRole('button', { name: 'Make a link' }).click();
  await second.goto(await coordinator.getByLabel('Link', { exact: true }).inputValue());
  await second.getByLabel('Sign-in name').fill(login);
  await second.getByLabel('Password').fill(PASSWORD);
  await second.getByRole('textbox', { name: 'Code' }).fill(code(await second.locator('code.key').textContent()));
  await second.getByRole('button', { name: "That's me" }).click();
  await second.getByRole('heading', { name: 'Keep these ten codes' }).waitFor();
  const [recovery] = await second.locator('.codes code').allTextContents();
  await second.getByRole('button', { name: "I've kept them" }).click();
  await second.getByLabel('Sign-in name').fill(login);
  await second.getByLabel('Password').fill(PASSWORD);
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByRole('textbox', { name: 'Code' }).fill(recovery);
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByRole('button', { name: 'Crisis lines' }).waitFor();
}

/** They leave again, so that the house is as it was; the first one has the list of everybody open. */
export async function leavesAgain(coordinator, second, { name }) {
  // Whatever their page asks for in that moment is refused.
  second.failing = /\/api\/staff\//;
  await coordinator.getByRole('button', { name: `Open: ${name}`, exact: true }).click();
  await coordinator.getByRole('button', { name: 'They have left' }).click();
  await coordinator.getByRole('button', { name: `${name} has left`, exact: true }).click();
  await coordinator.getByText('is signed out everywhere.', { exact: false }).waitFor();
}
