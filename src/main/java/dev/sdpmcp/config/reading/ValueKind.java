package dev.sdpmcp.config.reading;

/**
 * What a setting's value looks like.
 *
 * @param unit a word for the reference table
 * @param least the smallest number, for numbers
 * @param most the greatest number, for numbers
 * @param secret whether the value must never be shown
 */
public record ValueKind(String unit, long least, long most, boolean secret) {

    static final ValueKind TEXT = new ValueKind("text", 0, 0, false);
    static final ValueKind LIST = new ValueKind("comma list", 0, 0, false);
    static final ValueKind FLAG = new ValueKind("true or false", 0, 0, false);
    static final ValueKind URL = new ValueKind("URL", 0, 0, false);
    static final ValueKind CHOICE = new ValueKind("word", 0, 0, false);
    static final ValueKind PATH = new ValueKind("path", 0, 0, false);
    static final ValueKind PORT = new ValueKind("port", 1, 65_535, false);
    static final ValueKind SECRET = new ValueKind("secret", 0, 0, true);
    static final ValueKind SECRETS = new ValueKind("comma list of secrets", 0, 0, true);

    static ValueKind count(long least, long most) {
        return new ValueKind("count", least, most, false);
    }

    static ValueKind milliseconds(long least, long most) {
        return new ValueKind("milliseconds", least, most, false);
    }

    static ValueKind days(long least, long most) {
        return new ValueKind("days", least, most, false);
    }

    /** Whether the value is a time, which may be written with a unit. */
    public boolean isDuration() {
        return DurationText.isUnit(unit);
    }

    /** What is allowed, for the reference: the unit, then the bounds if there are any. */
    public String allowed() {
        if (isDuration()) {
            return "duration, %s to %s; a plain number is %s"
                    .formatted(DurationText.written(least, unit), DurationText.written(most, unit), unit);
        }
        return most == 0 ? unit : unit + ", " + least + " to " + most;
    }
}
