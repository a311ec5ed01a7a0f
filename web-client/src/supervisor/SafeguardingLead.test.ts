import { mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import SafeguardingLead from './SafeguardingLead.svelte';

let shown: ReturnType<typeof mount> | undefined;
afterEach(() => {
  if (shown) void unmount(shown);
  shown = undefined;
});

function show(policy: string): void {
  shown = mount(SafeguardingLead, { target: document.body, props: { who: { lead: 'Ana', policy } } });
}

it('says who leads safeguarding, and leads to a policy that is a link', () => {
  show('https://example.org/policy');
  expect(document.body.textContent).toContain('Ana');
  expect(document.querySelector('a')?.getAttribute('href')).toBe('https://example.org/policy');
  expect(document.querySelector('a')?.rel).toContain('noreferrer');
});

it.each(['Under-18 policy, third edition', 'javascript:alert(1)'])('says the name of a policy as it is: %s', (policy) => {
  show(policy);
  expect(document.body.textContent).toContain(policy);
  expect(document.querySelector('a')).toBeNull();
});
