package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the access token of this process stands.
 *
 * @param valid whether there is one that has not ended
 * @param failure why the last renewal failed, if it did
 * @param age since this process got it; empty if there is no valid one
 * @param left until it ends; likewise
 */
record TokenState(boolean valid, Optional<UpstreamFailure> failure, Optional<Duration> age, Optional<Duration> left) {

    /**
     * For people: {@code token}, and {@code renewal} with its {@code reason} while the last renewal has failed. Not a
     * {@code todo}: the server is ready, since another one would not do better.
     */
    Map<String, String> asData() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("token", valid ? "valid" : failure.isPresent() ? "none" : "not asked for yet");
        failure.ifPresent(failed -> {
            data.put("renewal", word(failed));
            data.put("reason", failed.getMessage());
        });
        return data;
    }

    private static String word(UpstreamFailure failure) {
        if (failure instanceof UpstreamFailure.Unauthorised) {
            return "refused";
        }
        return failure instanceof UpstreamFailure.Throttled ? "throttled" : "unavailable";
    }
}
