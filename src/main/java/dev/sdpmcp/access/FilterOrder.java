package dev.sdpmcp.access;

/** The order of all request filters of the program, in one place; the lowest runs first. */
public final class FilterOrder {

    public static final int CORRELATION = 100;
    public static final int AUTHENTICATION = 1000;

    private FilterOrder() {}
}
