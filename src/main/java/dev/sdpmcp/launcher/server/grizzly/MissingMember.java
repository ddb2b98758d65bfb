package dev.sdpmcp.launcher.server.grizzly;

/** The server has no such class or member as a guard needs, or it does something else; the message says which, and what for. */
public final class MissingHook extends ReflectiveOperationException {

    private static final long serialVersionUID = 1L;

    /** @param what is missing, and what for, as a part of a sentence */
    public MissingHook(String what) {
        super(what);
    }
}
