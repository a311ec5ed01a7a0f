import { readFileSync } from 'node:fs';
import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import SafetyPoints from './SafetyPoints.svelte';

it('says all that the front page says of staying safe', () => {
  const { container } = render(SafetyPoints, { label: 'Staying safe on this device' });
  const page = new DOMParser().parseFromString(readFileSync('seeker.html', 'utf8').replace(/<head>.*<\/head>/s, ''), 'text/html');
  const said = (root: ParentNode) => [...root.querySelectorAll('li')].map((item) => item.textContent);
  expect(said(container)).toEqual(said(page.querySelector('.safety-page')!));
});
