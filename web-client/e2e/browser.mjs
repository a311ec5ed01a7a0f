// Finds a Chromium to run the stories in, and installs one when there is none. Never skips: without a browser there is no proof.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const isRoot = process.getuid?.() === 0;
const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

function found() {
  if (process.env.CHROMIUM) {
    if (!existsSync(process.env.CHROMIUM)) throw new Error(`CHROMIUM names ${process.env.CHROMIUM}, and there is no such file.`);
    return process.env.CHROMIUM;
  }
  return [...KNOWN, chromium.executablePath()].find((path) => existsSync(path));
}

function install() {
  const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (isRoot && existsSync('/etc/debian_version')) {
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
  } else {
    run('npx', 'playwright-core', 'install', 'chromium');
  }
}

/** Opens a browser, which keeps a page that was left whole for Back where that is asked for; fails with a sentence that says what to do. */
export async function openBrowser({ keepsPages = false } = {}) {
  let executablePath = found();
  if (executablePath === undefined) {
    console.log('No Chromium found; installing one.');
    try {
      install();
    } catch (error) {
      throw new Error('No Chromium was found and none could be installed. Install Chromium or set CHROMIUM to its path.', { cause: error });
    }
    executablePath = found();
  }
  if (executablePath === undefined) throw new Error('Chromium was installed but cannot be found. Set CHROMIUM to its path.');
  // On a busy machine the watchdog takes a slow process that draws for a dead one, and pages that lose it may never draw again.
  const ignoreDefaultArgs = keepsPages ? ['--disable-back-forward-cache'] : [];
  return chromium.launch({ executablePath, ignoreDefaultArgs, args: ['--disable-dev-shm-usage', '--disable-gpu-watchdog', ...(isRoot ? ['--no-sandbox'] : [])] });
}
