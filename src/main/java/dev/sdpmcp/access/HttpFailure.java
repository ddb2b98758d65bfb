package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket;
import org.jspecify.annotations.Nullable;

/** The HTTP request is answered with an {@link HttpError}. The counterpart for JSON-RPC is {@code RpcFailure}. */
public final class HttpFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpError error;
    private final transient RateBucket.@Nullable Taken taken;

    public HttpFailure(HttpError error) {
        this(error, null);
    }

    /** @param taken the rate limit that was reached, or null if it was something else */
    public HttpFailure(HttpError error, RateBucket.@Nullable Taken taken) {
        super(error.name(), null, false, false);
        this.error = error;
        this.taken = taken;
    }

    public HttpError error() {
        return error;
    }

    RateBucket.@Nullable Taken taken() {
        return taken;
    }
}
