package dev.sdpmcp.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of {@code initialize} (2025-11-25, Lifecycle, Initialization).
 *
 * @param capabilities capability name to its settings, an empty map where it has none
 * @param instructions how a model should use this server, or null
 */
public record InitializeResult(
        String protocolVersion,
        Map<String, Map<String, Boolean>> capabilities,
        Implementation serverInfo,
        @Nullable String instructions) {}
