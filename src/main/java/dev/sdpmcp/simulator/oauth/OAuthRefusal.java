package dev.sdpmcp.simulator.oauth;

/** An error answer of the token endpoint. */
final class OAuthRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    OAuthRefusal(String error) {
        super(error, null, false, false);
        this.error = error;
    }

    /** The {@code error} of the answer. */
    String error() {
        return error;
    }

    /** Too many tokens in ten minutes: the one refusal with a sentence and HTTP 400. */
    boolean isThrottle() {
        return error.equals(TokenVault.THROTTLED);
    }
}
