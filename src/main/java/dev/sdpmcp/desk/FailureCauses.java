package dev.sdpmcp.desk;

import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.throttle.WorkLimit;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/** Finds out why a tool failed from the exceptions behind its failure. The one place that knows their kinds. Stateless. */
final class FailureCauses {

    /** Longer than any chain that occurs; a chain may be a cycle. */
    private static final int DEEPEST = 20;

    private FailureCauses() {}

    /** What the failure itself says, if none of the exceptions behind it says more. */
    static FailureCause of(ToolFailure failure) {
        FailureCause behind = behind(failure.getCause());
        return behind == null ? failure.failureCause() : behind;
    }

    /** A database that is away counts before what failed for the want of it. Null if nothing known is among them. */
    private static @Nullable FailureCause behind(@Nullable Throwable first) {
        FailureCause found = null;
        Throwable link = first;
        for (int depth = 0; link != null && depth < DEEPEST; depth++) {
            FailureCause known = known(link);
            if (known == FailureCause.DATABASE) {
                return known;
            }
            found = found == null ? known : found;
            link = link.getCause();
        }
        return found;
    }

    private static @Nullable FailureCause known(Throwable failed) {
        return switch (failed) {
            case UpstreamFailure upstream -> of(upstream);
            case DatabaseUnavailable away -> FailureCause.DATABASE;
            case WorkLimit.Exceeded tooMuch -> FailureCause.RATE_LIMITED;
            default -> null;
        };
    }

    private static FailureCause of(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.NotFound unknown -> FailureCause.NOT_FOUND;
            case UpstreamFailure.Refused refused -> FailureCause.UPSTREAM_REFUSED;
            case UpstreamFailure.Throttled throttled -> FailureCause.RATE_LIMITED;
            case UpstreamFailure.Unauthorised unauthorised -> FailureCause.CREDENTIALS;
            case UpstreamFailure.CircuitOpen open -> FailureCause.CIRCUIT_OPEN;
            case UpstreamFailure.Unavailable unavailable -> FailureCause.UPSTREAM_UNAVAILABLE;
            case UpstreamFailure.Malformed malformed -> FailureCause.UPSTREAM_MALFORMED;
        };
    }
}
