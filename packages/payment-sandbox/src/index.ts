export { sandboxConfigSchema, type SandboxConfig } from './config';
export { sandboxProvider } from './provider';
