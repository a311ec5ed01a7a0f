import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { inSpanish } from './src/words/front-page.ts';

const server = process.env['PORCHLIGHT_URL'] ?? 'http://localhost:8080';
const out = process.env['WEB_OUT'] ?? 'dist';

export default defineConfig({
  plugins: [
    svelte(),
    {
      name: 'plain-pages-in-spanish',
      apply: 'build',
      writeBundle: () => {
        for (const page of ['seeker', 'privacy']) writeFileSync(join(out, `${page}.es.html`), inSpanish(readFileSync(join(out, `${page}.html`), 'utf8')));
      },
    },
  ],
  // Svelte resolves to its server build outside a browser; the tests mount components.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { seeker: 'seeker.html', privacy: 'privacy.html', desk: 'desk.html' }, checks: { pluginTimings: false } },
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: true },
      '/leave': { target: server, changeOrigin: true },
      '/ws': { target: server, changeOrigin: true, rewriteWsOrigin: true, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.svelte.ts'],
    environment: 'happy-dom',
  },
});
