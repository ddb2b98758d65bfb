package dev.sdpmcp.telemetry.metrics;

import java.util.Locale;

/** How constants are written in labels. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
