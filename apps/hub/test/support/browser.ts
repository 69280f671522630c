import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = CANDIDATES.find((path) => existsSync(path));

export const browserIsInstalled = executablePath !== undefined;

/** A real browser without a window; it looks nothing up outside. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: executablePath!,
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
