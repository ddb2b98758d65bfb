package dev.sdpmcp.simulator.oauth;

import java.util.Set;

/** The one registered client and its first refresh token with its scopes. */
public record Credentials(String clientId, String clientSecret, String refreshToken, Set<Scope> scopes) {
    /** Credentials of the demo: fixed and public, valid for the simulator only. */
    public static final Credentials DEMO = new Credentials(
            "1000.SIMULATED0DESK0CLIENT0DEMO0ONLY",
            "5d00de30c1e47f00ba4aa11ce0ddba11deadbeef00",
            "1000.de30de30de30de30de30de30de30de30.0123456789abcdef0123456789abcdef",
            Scope.everything());

    /** Scopes are copied. */
    public Credentials {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "Credentials[clientId=" + clientId + "]";
    }
}
