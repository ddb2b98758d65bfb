package dev.sdpmcp.tool.shape;

/** The arguments of what takes none. */
public record NoArguments() {}
