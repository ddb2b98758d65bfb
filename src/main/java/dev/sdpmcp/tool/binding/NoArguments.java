package dev.sdpmcp.tool.binding;

/** The arguments of what takes none. */
public record NoArguments() {}
