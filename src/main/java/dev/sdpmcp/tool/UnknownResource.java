package dev.sdpmcp.tool;

/** The URI names no resource (2025-11-25, Resources, Error Handling: {@code -32002}). */
public final class UnknownResource extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownResource(String uri) {
        super(uri);
    }

    public String uri() {
        return String.valueOf(getMessage());
    }
}
