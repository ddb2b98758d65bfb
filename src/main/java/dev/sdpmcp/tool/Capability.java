package dev.sdpmcp.tool;

/**
 * Marks a CDI bean ({@code @ApplicationScoped}) whose public methods may be annotated with {@link McpTool},
 * {@link McpResource} or {@link McpPrompt}. Being such a bean is all it takes to be found.
 */
public interface Capability {}
