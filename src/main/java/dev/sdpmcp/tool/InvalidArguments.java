package dev.sdpmcp.tool;

/**
 * The arguments do not fit the declaration. Becomes {@code -32602}, or a result with {@code isError} from 2025-11-25 on.
 */
public final class InvalidArguments extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param detail which argument, why, and what fits: {@code "limit": must be at most 100} */
    public InvalidArguments(String detail) {
        super(detail);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
