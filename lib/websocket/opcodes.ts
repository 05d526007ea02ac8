/** Opcodes of data frames (RFC 6455 section 5.2), as HAR's `_webSocketMessages` uses them. */
export const Opcode = { Text: 1, Binary: 2 } as const;
