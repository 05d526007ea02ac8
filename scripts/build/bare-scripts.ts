import type { Plugin } from 'vite';

/**
 * Runs an unlisted script as it is. WXT's own start reports what a script throws or rejects in
 * development only, and costs the hook 150 bytes in every frame of every page.
 */
export function bareScripts(): Plugin {
  return {
    name: 'bare-scripts',
    transform(code, id) {
      if (!id.includes('virtual:wxt-unlisted-script-entrypoint')) return undefined;
      const entry = /import definition from (".+?");/.exec(code)?.[0];
      if (!entry) throw new Error('WXT starts its unlisted scripts in another way now.');
      return `${entry}\nexport default definition.main();`;
    },
  };
}
