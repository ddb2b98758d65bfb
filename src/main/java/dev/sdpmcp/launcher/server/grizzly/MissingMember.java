package dev.sdpmcp.launcher.server.grizzly;

/** A class or member of the server that a guard needs is missing or behaves differently; the message names it. */
public final class MissingMember extends ReflectiveOperationException {

    private static final long serialVersionUID = 1L;

    /** @param what what is missing, and its purpose, as part of a sentence */
    public MissingMember(String what) {
        super(what);
    }
}
