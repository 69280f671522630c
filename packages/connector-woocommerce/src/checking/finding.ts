import type { Finding } from '@acp-hub/connector';

export const problem = (code: string, message: string): Finding => ({ severity: 'error', code, message });

export const hint = (code: string, message: string): Finding => ({ severity: 'warning', code, message });
