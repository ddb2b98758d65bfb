package dev.sdpmcp.telemetry.metrics;

import java.util.Locale;

/** How constants are written in labels. */
final class LabelValues {

    private LabelValues() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
