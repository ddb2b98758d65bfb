package dev.sdpmcp.mcp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** Name and version of a client or of this server ({@code Implementation} in the schema). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Implementation(
        String name,
        @Nullable String title,
        String version,
        @Nullable String description,
        @Nullable String websiteUrl) {

    public Implementation in(ProtocolVersion revision) {
        return new Implementation(
                name,
                revision.hasStructuredContent() ? title : null,
                version,
                revision.describesImplementations() ? description : null,
                revision.describesImplementations() ? websiteUrl : null);
    }
}
