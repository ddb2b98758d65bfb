package dev.sdpmcp.tool.interceptor;

/** No tool of that name is offered (2025-11-25, Tools, Error Handling: {@code -32602}). */
public final class UnknownTool extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param detail which name, and the nearest that exists */
    public UnknownTool(String detail) {
        super(detail);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
