export { checkHub } from './check-hub';
export { checkManifests } from './check-manifests';
export { checkPackages } from './check-packages';
export type { Report, Violation } from './report';
export { readWorkspace, type SourceFile, type WorkspacePackage } from './workspace';
