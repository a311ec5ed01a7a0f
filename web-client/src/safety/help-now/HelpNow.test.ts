import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import HelpNow from './HelpNow.svelte';

it('has its own way out, because nothing behind it can be reached', () => {
  const { container, component } = render(HelpNow);
  component['open']();
  const out = container.querySelector('dialog[open] a[data-exit]');
  expect(out?.getAttribute('href')).toBe('/leave');
  expect(out?.textContent).toBe('Leave this site now: Quick exit');
});
