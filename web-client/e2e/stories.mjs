// Plays the stories and counts what held.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBrowser } from './browser.mjs';
import { Scene } from './scene.mjs';

const folder = new URL('stories/', import.meta.url);
const all = readdirSync(folder).map((file) => basename(file, '.mjs'));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = wanted.filter((story) => !all.includes(story));
if (unknown.length > 0) {
  console.error(`No story called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}

/** The pretend server on a free port, with pages built for this run. */
async function pretend() {
  const out = mkdtempSync(join(tmpdir(), 'porchlight-pages-'));
  execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit', env: { ...process.env, WEB_OUT: out } });
  const child = spawn('node', ['e2e/fake-server.mjs'], { env: { ...process.env, WEB_OUT: out, PORT: '0', PORCHLIGHT_DEMO_PASSWORD: 'pretend-password' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => resolve(/http:\S+/.exec(line)?.[0]));
    child.on('exit', (code) => reject(new Error(`the pretend server ended with ${code}`)));
  });
  return {
    url,
    password: 'pretend-password',
    real: false,
    redis: (what) => fetch(`${url}/pretend/redis/${what}`, { method: 'POST' }),
    unanswered: (loud) => fetch(`${url}/pretend/unanswered/${loud}`, { method: 'POST' }),
    stop: () => {
      child.removeAllListeners('exit');
      child.kill();
      rmSync(out, { recursive: true });
    },
  };
}

const given = process.env.PORCHLIGHT_URL;
if (given && !process.env.PORCHLIGHT_DEMO_PASSWORD) {
  console.error('Set PORCHLIGHT_DEMO_PASSWORD to the password of the demo logins.');
  process.exit(2);
}
// Whoever started that server reads what Redis is to do.
const server = given ? { url: given, password: process.env.PORCHLIGHT_DEMO_PASSWORD, real: true, redis: async (what) => console.log(`  [redis ${what}]`), stop: () => {} } : await pretend();
console.log(given ? `against ${given}` : 'against the pretend server');

let passed = 0;
let failed = 0;
let undrawn = 0;
let browser;
try {
  browser = await openBrowser();
  for (const name of wanted) {
    const { default: story } = await import(new URL(`${name}.mjs`, folder));
    const scene = new Scene(browser, server, name);
    console.log(name);
    try {
      await story(scene);
      scene.nothingWrong();
    } catch (error) {
      // A step that broke has been told and counted; a story may break between two as well.
      if (scene.failed === 0) {
        console.error(error);
        failed += 1;
      }
    } finally {
      await scene.close();
      passed += scene.passed;
      failed += scene.failed;
      if (scene.undrawn) undrawn += 1;
    }
  }
} catch (error) {
  console.error(error.message);
  failed += 1;
} finally {
  await browser?.close();
  server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
// 3: nothing failed but browsers that stopped drawing, which says nothing about the stories.
if (failed > 0 && failed === undrawn) process.exit(3);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
