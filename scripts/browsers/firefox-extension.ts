import type { Marionette } from './marionette.ts';

// What follows names Firefox's internals, which have no type declarations.
/* eslint-disable typescript/no-explicit-any */
declare const ChromeUtils: any;
declare const WebExtensionPolicy: any;

/** Installs an unpacked extension until Firefox ends and waits until it runs; gives its id. */
export async function installExtension(marionette: Marionette, path: string): Promise<string> {
  const { value } = await marionette.send<{ value: string }>('Addon:Install', {
    path,
    temporary: true,
  });
  await marionette.chrome(grantHostPermissions, value);
  return value;
}

/** Ends the event page as its idle timeout would; false if none runs. */
export function terminateBackground(marionette: Marionette, extensionId: string): Promise<boolean> {
  return marionette.chrome(terminate, extensionId);
}

/** MV3 hosts are optional in Firefox: a temporary add-on may start without them. */
async function grantHostPermissions(extensionId: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const policy = WebExtensionPolicy.getByID(extensionId);
  await policy.readyPromise;
  const { extension } = policy;
  const origins = [
    ...(extension.manifest.host_permissions ?? []),
    ...(extension.manifest.content_scripts ?? []).flatMap((script: any) => script.matches),
  ];
  await ExtensionPermissions.add(extensionId, { permissions: [], origins }, extension);
}

async function terminate(extensionId: string): Promise<boolean> {
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  const running = [...extension.views].some(({ viewType }) => viewType === 'background');
  if (running) await extension.terminateBackground({ ignoreDevToolsAttached: true });
  return running;
}
