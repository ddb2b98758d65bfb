package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.OTEL_EXPORTER_OTLP_ENDPOINT;
import static dev.sdpmcp.config.reading.ConfigurationKey.OTEL_EXPORTER_OTLP_HEADERS;
import static dev.sdpmcp.config.reading.ConfigurationKey.OTEL_PROPAGATORS;
import static dev.sdpmcp.config.reading.ConfigurationKey.OTEL_SDK_DISABLED;
import static dev.sdpmcp.config.reading.ConfigurationKey.OTEL_SERVICE_NAME;
import static dev.sdpmcp.config.reading.ConfigurationKey.OTEL_TRACES_SAMPLER_ARG;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.TraceSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reader of {@link TraceSettings} from the OpenTelemetry variables that this server supports. */
record TraceReading(TypedValues values) {

    private static final URI DEFAULT_ENDPOINT = URI.create("http://localhost:4318");

    private static final Pattern SHARE = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");

    private enum Propagators {
        TRACECONTEXT,
        NONE
    }

    /** Traces are on when a collector is configured, unless they are disabled. */
    TraceSettings read() {
        return new TraceSettings(
                isOn(),
                values.url(
                                OTEL_EXPORTER_OTLP_ENDPOINT,
                                url -> true,
                                "Give the address of a collector for OTLP over HTTP, for example http://localhost:4318.")
                        .orElse(DEFAULT_ENDPOINT),
                headers(),
                values.text(OTEL_SERVICE_NAME).orElseThrow(),
                sampledShare(),
                values.choice(OTEL_PROPAGATORS, Propagators.class) == Propagators.TRACECONTEXT);
    }

    /**
     * Refuses {@code OTEL_SDK_DISABLED=false}: it would switch on the traces of Payara, whose spans contain URLs with
     * session ids.
     */
    private boolean isOn() {
        boolean disabled = values.flag(OTEL_SDK_DISABLED, true);
        if (!disabled) {
            values.refuse(
                    OTEL_SDK_DISABLED,
                    "is false, with which Payara would write its own traces, which contain session ids. Remove it:"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT is enough.");
        }
        return values.isGiven(OTEL_EXPORTER_OTLP_ENDPOINT) && !values.isGiven(OTEL_SDK_DISABLED);
    }

    /**
     * {@code NAME=VALUE,NAME=VALUE}, values in the encoding of URLs: OpenTelemetry, Protocol Exporter, Specifying
     * headers.
     */
    private Map<String, Secret> headers() {
        Map<String, Secret> headers = new LinkedHashMap<>();
        for (String entry : values.list(OTEL_EXPORTER_OTLP_HEADERS)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                values.refuse(OTEL_EXPORTER_OTLP_HEADERS, "has an entry without a name. Give NAME=VALUE,NAME=VALUE.");
                return Map.of();
            }
            headers.put(entry.substring(0, equals).strip(), new Secret(decoded(entry.substring(equals + 1))));
        }
        return headers;
    }

    private String decoded(String value) {
        try {
            return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            values.refuse(
                    OTEL_EXPORTER_OTLP_HEADERS, "has a value with an invalid % escape. Write %25 for a percent sign.");
            return "";
        }
    }

    private double sampledShare() {
        return values.text(
                        OTEL_TRACES_SAMPLER_ARG,
                        SHARE.asMatchPredicate(),
                        "Give a sampledShare from 0 to 1, for example 0.1.")
                .filter(SHARE.asMatchPredicate())
                .map(Double::valueOf)
                .orElse(1.0);
    }
}
