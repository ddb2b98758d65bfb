package dev.sdpmcp.upstream;

/** Source of the access token. Thread-safe; both methods may block for a bounded time. */
public interface AccessTokenSource {

    /**
     * Returns a token that is valid for some time, refreshed first if necessary.
     *
     * @throws UpstreamFailure if there is none and none can be obtained now
     */
    String current();

    /**
     * Returns another token than the one that the API refused, or the same one if it was refreshed too recently.
     *
     * @throws UpstreamFailure if none can be obtained now
     */
    String renewed(String refused);
}
