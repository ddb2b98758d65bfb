package dev.sdpmcp.upstream;

/** Where the access token comes from. Thread-safe; both methods may block for a bounded time. */
public interface AccessTokenSource {

    /**
     * A token that lasts for some time, renewed first if need be.
     *
     * @throws UpstreamFailure if there is none and none can be had now
     */
    String current();

    /**
     * A token other than the one that the API refused, or the same again where renewing it now would cost more than it
     * could mend.
     *
     * @throws UpstreamFailure if none can be had now
     */
    String renewed(String refused);
}
