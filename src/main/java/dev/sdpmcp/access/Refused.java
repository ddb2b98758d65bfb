package dev.sdpmcp.access;

/** Ends a request with an {@link HttpError}. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpError error;

    public Refused(HttpError error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    public HttpError error() {
        return error;
    }
}
