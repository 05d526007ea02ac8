chrome.devtools.panels.create('A bare port', '', 'panel.html');
