import browser from 'webextension-polyfill';

await browser.devtools.panels.create('Sockscope', '/icon/32.png', '/panel.html');
