import 'pg';

/** What pg's own Query class and connection do on the wire and @types/pg leaves out. */
declare module 'pg' {
  const utils: { readonly prepareValue: (value: unknown) => unknown };

  interface Query {
    name: string;
    text: string;
    values: readonly unknown[];
    hasBeenParsed(connection: Connection): boolean;
    prepare(connection: Connection): void;
    handleRowDescription(message: { readonly fields: readonly FieldDef[] }): void;
    handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
    handleCommandComplete(message: unknown, connection: Connection): void;
  }

  interface Connection {
    readonly parsedStatements: Record<string, string>;
    readonly submittedNamedStatements: Record<string, string>;
  }

  interface ClientBase {
    readonly connection: Connection;
  }
}
