package dev.sdpmcp.bench;

import java.util.List;

/**
 * A figure over the minutes of a long run.
 *
 * @param what is measured
 * @param points in the order of time, at least one
 */
record Trend(String what, List<Point> points) {

    private static final double MOST_GROWTH = 1.10;

    /** A value at a minute. */
    record Point(int minute, double value) {}

    Trend {
        points = List.copyOf(points);
    }

    /** Holds the last value against the first one after the warm-up, which takes the first quarter. */
    boolean isFlat(int minutes, double constant) {
        List<Point> warm =
                points.stream().filter(point -> point.minute() >= minutes / 4.0).toList();
        double first = warm.get(0).value();
        double last = warm.get(warm.size() - 1).value();
        Report.line(
                "      %s: %.0f at minute %d, %.0f at minute %d, slope %+.1f a minute",
                what,
                first,
                warm.get(0).minute(),
                last,
                warm.get(warm.size() - 1).minute(),
                slope(warm));
        return Benchmark.target(what + " at the end", last, first * MOST_GROWTH + constant, false);
    }

    /** Of the straight line with the least squares. */
    private static double slope(List<Point> points) {
        double middleMinute = points.stream().mapToInt(Point::minute).average().orElse(0);
        double middleValue = points.stream().mapToDouble(Point::value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Point point : points) {
            double offset = point.minute() - middleMinute;
            above += offset * (point.value() - middleValue);
            below += offset * offset;
        }
        return below == 0 ? 0 : above / below;
    }
}
