package dev.sdpmcp.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the clock of this machine is right, by those of the servers that were asked: an access token lives an hour of Zoho's
 * time, and the audit trail must say when things happened. Time zones do not matter.
 */
final class ClockCheck implements Check {

    private static final Duration NOTICEABLE = Duration.ofSeconds(30);
    private static final Duration HARMFUL = Duration.ofMinutes(5);
    private static final String MEND =
            "Keep the clocks right: timedatectl set-ntp true, or chrony, on the machine that is wrong.";

    private final CheckContext chart;
    private final Map<String, Duration> ahead = new LinkedHashMap<>();

    ClockCheck(CheckContext chart) {
        this.chart = chart;
    }

    @Override
    public String name() {
        return "clock";
    }

    /**
     * Takes down what a server said.
     *
     * @param date the header of that name (RFC 9110, section 6.6.1); passed over if it cannot be read
     * @param asked when, by our clock
     * @param took until the answer was there
     */
    synchronized void heard(String host, String date, Instant asked, Duration took) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            // cut to whole seconds by them, half a second on average
            Instant ours = asked.plus(took.dividedBy(2)).minusMillis(500);
            ahead.put(host, Duration.between(ours, theirs));
        } catch (DateTimeException unreadable) {
            System.getLogger(ClockCheck.class.getName())
                    .log(System.Logger.Level.DEBUG, "a Date header cannot be read", unreadable);
        }
    }

    @Override
    public synchronized List<Finding> examine() {
        chart.database().ifPresent(facts -> ahead.put("the database", facts.ahead()));
        List<Finding> findings = new ArrayList<>();
        ahead.forEach((whose, difference) -> findings.add(finding(whose, difference)));
        return findings.isEmpty() ? List.of(Finding.skip("no other clock could be asked")) : findings;
    }

    private static Finding finding(String whose, Duration difference) {
        Duration size = difference.abs();
        if (size.compareTo(NOTICEABLE) <= 0) {
            return Finding.ok("within 30 s of " + whose);
        }
        String found = "%d s %s %s".formatted(size.toSeconds(), difference.isNegative() ? "ahead of" : "behind", whose);
        return size.compareTo(HARMFUL) > 0 ? Finding.fail(found, MEND) : Finding.warn(found, MEND);
    }
}
