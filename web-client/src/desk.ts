import { mount } from 'svelte';
import { look } from './safety/look.svelte';
import { place } from './safety/place.svelte';
import { startOfPage } from './safety/start';
import Desk from './staff/Desk.svelte';
import { takeOwnWords } from './words/say';

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no element with the id app');

look.begin();
const start = startOfPage();
takeOwnWords(start.words);
place.begin(start);
mount(Desk, { target });
