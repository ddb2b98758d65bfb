package dev.sdpmcp.telemetry.tracing;

import dev.sdpmcp.telemetry.tracing.Tracing.TraceParent;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/** Has OpenTelemetry read what was told. Neither field is longer than W3C Trace Context asks systems to pass on. Stateless. */
final class TraceParentGetter implements TextMapGetter<TraceParent> {

    static final TraceParentGetter INSTANCE = new TraceParentGetter();

    private static final int LONGEST = 512;

    private TraceParentGetter() {}

    @Override
    public @Nullable String get(@Nullable TraceParent told, String key) {
        if (told == null) {
            return null;
        }
        String value = switch (key) {
            case "traceparent" -> told.traceparent();
            case "tracestate" -> told.tracestate();
            default -> null;
        };
        return value == null || value.length() > LONGEST ? null : value;
    }
}
