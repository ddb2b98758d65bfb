package dev.sdpmcp.mcp;

import java.util.Arrays;
import java.util.Optional;

/** The stateful revisions of MCP that this server speaks, oldest first. */
public enum ProtocolVersion {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25");

    private final String wireName;

    ProtocolVersion(String wireName) {
        this.wireName = wireName;
    }

    /** The date that stands for the revision in {@code protocolVersion}. */
    public String wireName() {
        return wireName;
    }

    public static ProtocolVersion newest() {
        return V2025_11_25;
    }

    public static Optional<ProtocolVersion> named(String wireName) {
        return Arrays.stream(values())
                .filter(version -> version.wireName.equals(wireName))
                .findFirst();
    }

    /**
     * Negotiates the revision: the one that the client asked for, or else the newest that this server supports
     * (2025-11-25, Lifecycle, Version Negotiation).
     */
    public static ProtocolVersion negotiate(String asked) {
        return named(asked).orElse(newest());
    }

    /** JSON-RPC batches exist in 2025-03-26 only. */
    public boolean hasBatches() {
        return this == V2025_03_26;
    }

    /** Tool annotations, the completions capability and messages of progress came with 2025-03-26. */
    public boolean hasToolAnnotations() {
        return isAtLeast(V2025_03_26);
    }

    /** {@code outputSchema}, {@code structuredContent}, titles and resource links came with 2025-06-18. */
    public boolean hasStructuredContent() {
        return isAtLeast(V2025_06_18);
    }

    /**
     * From 2025-11-25 on bad arguments of a tool are a result with {@code isError}, so that the model can fix its
     * call; before, they are {@code -32602} (2025-11-25, Tools, Error Handling; SEP-1303).
     */
    public boolean tellsModelOfBadArguments() {
        return isAtLeast(V2025_11_25);
    }

    /** {@code description} and {@code websiteUrl} of an implementation came with 2025-11-25. */
    public boolean describesImplementations() {
        return isAtLeast(V2025_11_25);
    }

    public boolean isAtLeast(ProtocolVersion other) {
        return compareTo(other) >= 0;
    }
}
