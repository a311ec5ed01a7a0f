import { mount } from 'svelte';
import { look } from './safety/look.svelte';
import { place } from './safety/place.svelte';
import { startOfPage } from './safety/start';
import Desk from './staff/Desk.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no element with the id app');

look.begin();
place.begin(startOfPage());
mount(Desk, { target });
