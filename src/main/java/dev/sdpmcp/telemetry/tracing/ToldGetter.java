package dev.sdpmcp.telemetry.tracing;

import dev.sdpmcp.telemetry.tracing.Tracing.Told;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/** Has OpenTelemetry read what was told. Neither field is longer than W3C Trace Context asks systems to pass on. Stateless. */
final class ToldGetter implements TextMapGetter<Told> {

    static final ToldGetter INSTANCE = new ToldGetter();

    private static final int LONGEST = 512;

    private ToldGetter() {}

    @Override
    public @Nullable String get(@Nullable Told told, String key) {
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
