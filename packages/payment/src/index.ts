export * from './account';
export * from './error';
export * from './handler';
export * from './payment';
export * from './provider';
export * from './service-failures';
export * from './webhook';
