package dev.sdpmcp.mcp;

import org.jspecify.annotations.Nullable;

/** A resource as {@code resources/list} shows it ({@code Resource} in the schema). */
public record ResourceListing(
        String uri, String name, @Nullable String title, String description, String mimeType) {

    public ResourceListing in(ProtocolVersion revision) {
        return revision.hasStructuredContent() ? this : new ResourceListing(uri, name, null, description, mimeType);
    }
}
