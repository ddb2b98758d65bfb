package dev.sdpmcp.mcp;

import org.jspecify.annotations.Nullable;

/**
 * A family of resources as {@code resources/templates/list} shows it ({@code ResourceTemplate} in the schema).
 *
 * @param uriTemplate RFC 6570 level 1
 */
public record ResourceTemplateListing(
        String uriTemplate, String name, @Nullable String title, String description, String mimeType) {

    public ResourceTemplateListing in(ProtocolVersion revision) {
        return revision.hasStructuredContent()
                ? this
                : new ResourceTemplateListing(uriTemplate, name, null, description, mimeType);
    }
}
