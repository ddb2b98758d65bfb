package dev.sdpmcp.access;

/**
 * The order of all request filters of the program, in one place; the lowest runs first. The first filter that refuses
 * a request ends it, hence cheap checks and those that disclose least come first, and all run before the body is
 * read.
 */
public final class FilterOrder {

    /** Correlation id. */
    public static final int CORRELATION = 100;
    /** Client address and address allowlist. */
    public static final int CLIENT_ADDRESS = 200;
    /** Host and Origin headers, CORS. */
    public static final int HOST = 300;
    /** Rate limit per address. */
    public static final int ADDRESS_RATE = 400;
    /** API key. */
    public static final int AUTHENTICATION = 1000;
    /** Rate limit per key. */
    public static final int KEY_RATE = 1100;
    /** Maximum body size. */
    public static final int BODY_SIZE = 1200;
    /** Content type. */
    public static final int CONTENT_TYPE = 1300;

    private FilterOrder() {}
}
