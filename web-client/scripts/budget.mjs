// Weighs what a seeker's phone has to fetch before a chat can begin, and fails the build when it is too much.
// The figures: landing HTML + CSS, and those of the privacy text in either language, at most 14 kB gz (fits one initial congestion window); seeker JavaScript 45 kB gz wanted, 60 kB at most.
// That is the first part. What is fetched once the page stands, and is needed from the line on, is held to a limit of its own together with it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LANDING_MAX = 14_000;
const SCRIPT_WANTED = 45_000;
const SCRIPT_MAX = 60_000;
const ALL_SCRIPTS_MAX = 110_000;
const DESK_MAX = 150_000;

const out = process.env.WEB_OUT ?? 'dist';
const weigh = (bytes) => gzipSync(bytes, { level: 9 }).length;

function filesOf(page) {
  return [...readFileSync(join(out, page), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]);
}

function measure(page) {
  const html = readFileSync(join(out, page));
  const files = filesOf(page);
  const sum = (ending) =>
    [...new Set(files)].filter((file) => file.endsWith(ending)).reduce((total, file) => total + weigh(readFileSync(join(out, file))), 0);
  return { html: weigh(html), css: sum('.css'), js: sum('.js') };
}

/** The other language, which is fetched when it is chosen, and the work before a pass, which is fetched when it is asked for. */
const NOT_ALWAYS = /^assets\/(seeker\.[a-z]{2}|work)-/;

/** Every script that a page comes to need, whether it names it or one of its scripts does. */
function reachedFrom(page) {
  const reached = new Set(filesOf(page).filter((file) => file.endsWith('.js')));
  // What is added while it goes on is gone through as well.
  for (const file of reached) {
    for (const [, name] of readFileSync(join(out, file), 'utf8').matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g)) {
      if (!NOT_ALWAYS.test(`assets/${name}`)) reached.add(`assets/${name}`);
    }
  }
  return [...reached];
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const seeker = measure('seeker.html');
const desk = measure('desk.html');
const seekers = reachedFrom('seeker.html');
const allScripts = seekers.reduce((total, file) => total + weigh(readFileSync(join(out, file))), 0);
console.log(`seeker: html ${kilo(seeker.html)}, css ${kilo(seeker.css)}, js ${kilo(seeker.js)} gz, with all that is needed from the line on ${kilo(allScripts)}; desk: css ${kilo(desk.css)}, js ${kilo(desk.js)} gz`);

const faults = [];
for (const page of ['privacy.html', 'privacy.es.html']) {
  const { html, css, js } = measure(page);
  if (css === 0) faults.push(`${page} names no stylesheet: nothing was measured`);
  if (html + css > LANDING_MAX) faults.push(`${page} weighs ${kilo(html + css)} (at most ${kilo(LANDING_MAX)})`);
  if (js > 0) faults.push(`${page} has a script, and must need none`);
}
if (seeker.js === 0 || seeker.css === 0) faults.push('seeker.html names no script or no stylesheet: nothing was measured');
if (seeker.html + seeker.css > LANDING_MAX) faults.push(`the landing page weighs ${kilo(seeker.html + seeker.css)} (at most ${kilo(LANDING_MAX)})`);
if (seeker.js > SCRIPT_MAX) faults.push(`the seeker's script weighs ${kilo(seeker.js)} (at most ${kilo(SCRIPT_MAX)})`);
else if (seeker.js > SCRIPT_WANTED) console.warn(`warning: the seeker's script weighs ${kilo(seeker.js)} (wanted: ${kilo(SCRIPT_WANTED)})`);
if (allScripts > ALL_SCRIPTS_MAX) faults.push(`all the seeker's scripts weigh ${kilo(allScripts)} (at most ${kilo(ALL_SCRIPTS_MAX)})`);
if (!seekers.some((file) => file.startsWith('assets/Inside-'))) faults.push("no script of the seeker's page leads to Inside: what is needed from the line on was not measured");
if (desk.js > DESK_MAX) faults.push(`the desk's first script weighs ${kilo(desk.js)} (at most ${kilo(DESK_MAX)})`);
// What supervisors whisper is for peers: a seeker's page must not even know of it.
for (const file of seekers) {
  if (/whisper/i.test(readFileSync(join(out, file), 'utf8'))) faults.push(`the seeker's page knows of whispers: ${file}`);
}
for (const fault of faults) console.error(`budget: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
