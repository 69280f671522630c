import 'pg';

/** What pg's own Query class and connection do on the wire and @types/pg leaves out. */
declare module 'pg' {
  interface ParseMessage {
    readonly name: string;
    readonly text: string;
  }

  interface BindMessage {
    readonly statement: string;
    readonly values: unknown[];
    readonly valueMapper: (value: unknown) => unknown;
  }

  interface PortalMessage {
    readonly type: 'S' | 'P';
    readonly name: string;
  }

  /** What a query needs of a connection to be sent. */
  interface MessageSink {
    readonly parsedStatements: Record<string, string>;
    readonly submittedNamedStatements: Record<string, string>;
    parse(message: ParseMessage): void;
    bind(message: BindMessage): void;
    describe(message: PortalMessage): void;
    execute(message: { readonly portal: string }): void;
    close(message: PortalMessage): void;
    sync(): void;
  }

  interface Query {
    name: string;
    values: readonly unknown[];
    prepare(connection: Connection | MessageSink): void;
    handleRowDescription(message: { readonly fields: readonly FieldDef[] }): void;
    handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
    handleCommandComplete(message: unknown, connection: Connection): void;
  }

  interface Connection {
    readonly parsedStatements: Record<string, string>;
    readonly submittedNamedStatements: Record<string, string>;
  }
}
