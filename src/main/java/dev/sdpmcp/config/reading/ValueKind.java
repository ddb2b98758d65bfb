package dev.sdpmcp.config.reading;

/**
 * Type and bounds of a setting.
 *
 * @param unit type or unit, for the reference
 * @param min the smallest number, for numbers
 * @param max the greatest number, for numbers
 * @param secret whether the value must never be shown
 */
public record ValueKind(String unit, long min, long max, boolean secret) {

    static final ValueKind TEXT = new ValueKind("text", 0, 0, false);
    static final ValueKind LIST = new ValueKind("comma list", 0, 0, false);
    static final ValueKind FLAG = new ValueKind("true or false", 0, 0, false);
    static final ValueKind URL = new ValueKind("URL", 0, 0, false);
    static final ValueKind CHOICE = new ValueKind("word", 0, 0, false);
    static final ValueKind PATH = new ValueKind("path", 0, 0, false);
    static final ValueKind PORT = new ValueKind("port", 1, 65_535, false);
    static final ValueKind SECRET = new ValueKind("secret", 0, 0, true);
    static final ValueKind SECRETS = new ValueKind("comma list of secrets", 0, 0, true);

    static ValueKind count(long min, long max) {
        return new ValueKind("count", min, max, false);
    }

    static ValueKind milliseconds(long min, long max) {
        return new ValueKind("milliseconds", min, max, false);
    }

    static ValueKind days(long min, long max) {
        return new ValueKind("days", min, max, false);
    }

    /** Whether the value is a duration, which may have a unit. */
    public boolean isDuration() {
        return DurationText.isUnit(unit);
    }

    /** Allowed values, for the reference: the unit, and the bounds if there are any. */
    public String allowed() {
        if (isDuration()) {
            return "duration, %s to %s; a plain number is %s"
                    .formatted(DurationText.format(min, unit), DurationText.format(max, unit), unit);
        }
        return max == 0 ? unit : unit + ", " + min + " to " + max;
    }
}
