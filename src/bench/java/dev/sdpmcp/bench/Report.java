package dev.sdpmcp.bench;

import java.util.Locale;

/** Where a plain program of the command line talks. */
final class Report {

    private Report() {}

    static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
