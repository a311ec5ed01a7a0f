// Where the way does not go on for a while: refused, not heard, out of the line, without a network for long, or in another tab. Each says what is so, and has numbers at hand.
import assert from 'node:assert/strict';
import { arrive, BACK_MS, hears, networkOf, overheard, part, PHONE, sameTab, takesOffer, write } from '../meeting.mjs';

const PASS = /\/api\/seekers$/;
const WORDS = 'It has been a long week.';

export default async function states(scene) {
  const { supervisor, peer } = await scene.openTheDoor();
  const seeker = await scene.person('seeker', PHONE);
  const network = await networkOf(seeker);
  const inLine = (page) => page.getByRole('heading', { name: "We're finding someone for you" });
  const again = (page) => page.getByRole('button', { name: 'Talk to someone again' }).click();
  const leaves = async (page) => {
    await page.getByRole('button', { name: 'Leave the line' }).click();
    await page.getByRole('heading', { name: "You've left the line.", exact: false }).waitFor();
  };

  /** While there is a network the page fetches its Spanish, which it is looked at in without one. */
  const fetchesSpanish = async (page) => {
    for (const [name, lang] of [['Español', 'es'], ['English', 'en']]) {
      await page.getByRole('main').getByRole('button', { name }).first().click();
      await page.locator(`html[lang="${lang}"]`).waitFor({ state: 'attached' });
    }
  };

  await scene.step('what is missing in the notice is said in Spanish', async () => {
    const spanish = await scene.person('somebody who reads Spanish', PHONE);
    await spanish.goto(scene.url);
    await spanish.getByRole('button', { name: 'Español' }).first().click();
    await spanish.getByRole('button', { name: 'Empezar un chat' }).click();
    await spanish.getByRole('button', { name: 'Lo entiendo. Buscar a alguien' }).click();
    await spanish.getByText('Elige una opción, o «Prefiero no decirlo».').waitFor();
    await scene.look(spanish, 'notice-error-in-spanish');
  });

  const refused = (status) => seeker.route(PASS, (route) => route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ title: 'No', status }) }));
  const triesAgain = async () => {
    await seeker.unroute(PASS);
    await seeker.getByRole('button', { name: 'Try again' }).click();
    await seeker.getByRole('heading', { name: 'Before you start' }).waitFor();
  };
  await scene.step('too many tries from a connection: numbers, and a way to try again', async () => {
    await refused(429);
    await arrive(scene, seeker);
    await seeker.getByRole('heading', { name: 'Lots of tries from this connection.', exact: false }).waitFor();
    await scene.look(seeker, 'lots-of-tries');
    await triesAgain();
  });

  await scene.step('something broke on our side: the same', async () => {
    seeker.failing = PASS;
    await refused(503);
    await arrive(scene, seeker);
    await seeker.getByRole('heading', { name: "Something broke on our side. It wasn't you." }).waitFor();
    await scene.look(seeker, 'something-broke');
    await triesAgain();
  });

  await scene.step('a socket that never opens: they are on their way, and in line once one does', async () => {
    const unheard = await scene.person('seeker whose socket stays shut', PHONE);
    let opens = false;
    await unheard.routeWebSocket(/\/ws$/, (socket) => (opens ? void socket.connectToServer() : new Promise(() => {})));
    await arrive(scene, unheard);
    await unheard.getByRole('heading', { name: 'Joining the line' }).waitFor();
    await scene.look(unheard, 'joining');
    opens = true;
    await inLine(unheard).waitFor({ timeout: BACK_MS });
    await leaves(unheard);
  });

  const unsafe = await scene.person('somebody who is not safe', PHONE);
  const line = await overheard(unsafe);
  await scene.step('somebody in line is not safe: lines at once, and a supervisor is asked to look', async () => {
    await arrive(scene, unsafe);
    const safe = unsafe.getByRole('group', { name: 'Are you safe right now?' });
    await safe.getByRole('radio', { name: 'No', exact: true }).check();
    await safe.getByText("We've asked a supervisor to look.", { exact: false }).waitFor();
    await safe.getByText("We can't see where you are, and we can't send help to you. 911 can send someone.", { exact: false }).waitFor();
    await safe.getByRole('link', { name: /988/ }).first().waitFor();
    await scene.look(unsafe, 'not-safe');
  });

  await scene.step('with no supervisor on shift that is said, and not that one was asked', async () => {
    await supervisor.getByRole('button', { name: 'Sign out' }).click();
    await supervisor.getByRole('heading', { name: 'Come on in' }).waitFor();
    await unsafe.getByText('No supervisor is on shift right now. The next one will see it.', { exact: false }).waitFor();
    await scene.look(unsafe, 'not-safe-and-no-supervisor');
    await scene.signIn(supervisor, 'supervisor');
    await unsafe.getByText("We've asked a supervisor to look.", { exact: false }).waitFor();
  });

  await scene.step('others went first and it takes longer than was said: both are said, and those who wait for somebody who has lived it are asked', async () => {
    const main = unsafe.getByRole('main');
    const told = (frame) => line.say({ type: 'place', asOf: Date.now(), topics: [], wants: 'anyone', patience: 10, safe: 'no', told: true, ...frame });
    told({ position: 3, waitMin: 5, waitMax: 10 });
    told({ position: 7, waitMin: 60, waitMax: 90, why: 'moved', because: 'urgent', ask: 'lived' });
    await main.getByText('Someone in urgent need went first, so your place changed.').waitFor();
    await main.getByText("It's taking longer than we said.", { exact: false }).waitFor();
    await main.getByRole('button', { name: 'Keep waiting for them' }).waitFor();
    await scene.look(unsafe, 'waiting-grew-long');
  });

  await scene.step('away for too long: the place was not kept, and they can join again', async () => {
    line.say({ type: 'left', why: 'away_too_long' });
    await unsafe.getByRole('heading', { name: 'You were away for a while', exact: false }).waitFor();
    await scene.look(unsafe, 'away-too-long');
    await again(unsafe);
    await inLine(unsafe).waitFor();
    await unsafe.getByRole('main').getByText("You're next.").waitFor();
    await leaves(unsafe);
  });

  await scene.step('who leaves without a network is on their way out until the server has heard it', async () => {
    await arrive(scene, seeker);
    await inLine(seeker).waitFor();
    await seeker.getByRole('main').getByText("You're next.").waitFor();
    await fetchesSpanish(seeker);
    await seeker.getByLabel('Your message').fill(WORDS);
    await network.lose();
    await seeker.getByText("You've lost connection.", { exact: false }).first().waitFor();
    await seeker.getByRole('button', { name: 'Leave the line' }).click();
    await seeker.getByRole('heading', { name: 'Leaving the line…' }).waitFor();
    await scene.look(seeker, 'leaving-the-line');
    await network.giveBack(() => seeker.getByRole('heading', { name: "You've left the line.", exact: false }).waitFor({ timeout: BACK_MS }));
    assert.equal((await seeker.content()).includes(WORDS), false);
    await scene.look(seeker, 'left-the-line');
  });

  await scene.step('back in line, somebody comes', async () => {
    await again(seeker);
    await inLine(seeker).waitFor();
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(peer, 'Write to', "Hi, I'm Robin.");
    await hears(seeker, "Hi, I'm Robin.");
  });

  await scene.step('a minute without a network brings numbers', async () => {
    await seeker.clock.install();
    await network.lose();
    await seeker.getByText("You've lost connection.", { exact: false }).first().waitFor();
    await seeker.clock.fastForward('01:05');
    await seeker.getByRole('main').getByText('If you need someone now:').waitFor();
    await scene.look(seeker, 'long-without-a-network');
  });

  await scene.step('"You\'re back" is said when they are', async () => {
    // It is said for five seconds, which is less than the look takes.
    const now = await seeker.evaluate(() => Date.now());
    await seeker.clock.setFixedTime(now);
    await network.giveBack(() => seeker.getByRole('main').getByText("You're back.", { exact: false }).waitFor({ timeout: BACK_MS }));
    await scene.look(seeker, 'you-are-back');
    const conversation = await seeker.evaluate(() => sessionStorage.getItem('porchlight.last'));
    const hear = (...frames) => network.deliver(frames.map((frame) => JSON.stringify({ conversation, ...frame })));
    hear({ type: 'quiet', stage: 'held', closesAt: Date.now() + 600_000 }, { type: 'presence', who: 'peer', state: 'away', since: Date.now() });
    await seeker.getByRole('main').getByText('We paused this because it went quiet.', { exact: false }).waitFor();
    await seeker.getByRole('main').getByText("You're back.", { exact: true }).waitFor();
    await scene.look(seeker, 'you-are-back-and-it-was-paused');
    hear({ type: 'quiet', stage: 'over' }, { type: 'presence', who: 'peer', state: 'here' });
    await seeker.getByText('We paused this because it went quiet.', { exact: false }).waitFor({ state: 'hidden' });
    await seeker.clock.setSystemTime(now);
  });

  await scene.step('another tab has the chat: the first says so, and takes it back', async () => {
    const twin = await sameTab(scene, seeker, await seeker.evaluate(() => sessionStorage.getItem('porchlight.token')));
    await hears(twin, "Hi, I'm Robin.");
    await seeker.getByText('This conversation is open in another tab.').waitFor();
    await scene.look(seeker, 'in-another-tab');
    await seeker.getByRole('button', { name: 'Use it here' }).click();
    await twin.getByText('This conversation is open in another tab.').waitFor();
    await twin.close();
    await write(seeker, 'Your message', WORDS);
    await hears(peer, WORDS);
  });
  await part(scene, { seeker, peer });
}
