package dev.sdpmcp.access;

/**
 * The order of all request filters of the program, in one place; the lowest runs first. A request is refused at the first
 * that does not let it pass, hence the cheapest and the least telling come first, and all come before the body is read.
 */
public final class FilterOrder {

    /** Gives the request its id. */
    public static final int CORRELATION = 100;
    /** Who are you, by address? */
    public static final int CLIENT_ADDRESS = 200;
    /** Did you mean us, and does your page have any business here? */
    public static final int HOST = 300;
    /** Not so fast, whoever you are. */
    public static final int ADDRESS_RATE = 400;
    /** Who are you, by key? */
    public static final int AUTHENTICATION = 1000;
    /** Not so fast, all who hold this key. */
    public static final int KEY_RATE = 1100;
    /** Not so much. */
    public static final int BODY_SIZE = 1200;
    /** Not in that form. */
    public static final int CONTENT_TYPE = 1300;

    private FilterOrder() {}
}
