import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

/**
 * Who may know whom. A folder that is not here must not exist, and what a folder does not name it must not import: a volunteer's code never travels to a seeker's
 * phone, and what keeps people safe depends on nothing that can break.
 */
const MAY_KNOW: Record<string, readonly string[]> = {
  words: [],
  protocol: [],
  connection: ['protocol'],
  safety: ['protocol', 'words'],
  conversation: ['protocol', 'connection', 'safety', 'words'],
  seeker: ['conversation', 'protocol', 'connection', 'safety', 'words'],
  sound: ['words'],
  peer: ['conversation', 'protocol', 'connection', 'safety', 'sound', 'words'],
  supervisor: ['conversation', 'protocol', 'connection', 'safety', 'sound', 'words'],
  clinician: ['conversation', 'protocol', 'connection', 'safety', 'words'],
  staff: ['peer', 'supervisor', 'clinician', 'conversation', 'protocol', 'connection', 'safety', 'sound', 'words'],
};

const SRC = 'src';
const folders = readdirSync(SRC, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function files(folder: string): string[] {
  return readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .map((file) => join(SRC, folder, file));
}

function importedFolders(file: string): string[] {
  const specifiers = [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  return specifiers
    .map((specifier) => relative(SRC, join(file, '..', specifier)).split('/'))
    .filter((parts) => parts.length > 1)
    .map((parts) => parts[0]!);
}

it('names exactly the folders that exist', () => {
  expect([...folders].sort()).toEqual(Object.keys(MAY_KNOW).sort());
});

it.each(Object.entries(MAY_KNOW))('%s imports only what it may', (folder, allowed) => {
  const found = files(folder);
  expect(found).not.toEqual([]);
  const strangers = found.flatMap((file) =>
    importedFolders(file)
      .filter((other) => other !== folder && !allowed.includes(other))
      .map((other) => `${file} imports ${other}`),
  );
  expect(strangers).toEqual([]);
});
