package dev.sdpmcp.mcp;

/** The text of a resource ({@code TextResourceContents} in the schema). */
public record ResourceText(String uri, String mimeType, String text) {}
