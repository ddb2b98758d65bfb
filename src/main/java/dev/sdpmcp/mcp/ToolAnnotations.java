package dev.sdpmcp.mcp;

/** Hints for the client about what a tool does ({@code ToolAnnotations} in the schema). */
public record ToolAnnotations(
        String title, boolean readOnlyHint, boolean destructiveHint, boolean idempotentHint, boolean openWorldHint) {}
