package dev.sdpmcp.mcp;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A piece of a tool's result or of a prompt ({@code ContentBlock} in the schema). */
public sealed interface Content {

    /** The discriminator on the wire. */
    @JsonProperty("type")
    String type();

    /** Plain text or Markdown. */
    record Text(String text) implements Content {
        @Override
        public String type() {
            return "text";
        }
    }

    /** The text of a resource, put into the message itself. */
    record Embedded(ResourceText resource) implements Content {
        @Override
        public String type() {
            return "resource";
        }
    }

    static Content text(String text) {
        return new Text(text);
    }
}
