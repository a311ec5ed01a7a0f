import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env['PORCHLIGHT_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [svelte()],
  // Svelte resolves to its server build outside a browser; the tests mount components.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  build: {
    outDir: process.env['WEB_OUT'] ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { seeker: 'seeker.html', desk: 'desk.html' }, checks: { pluginTimings: false } },
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
