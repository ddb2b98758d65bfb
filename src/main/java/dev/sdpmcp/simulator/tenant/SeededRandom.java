package dev.sdpmcp.simulator.tenant;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Random choices that depend on the seed only, on every machine. */
record SeededRandom(Random random) {
    SeededRandom(long seed) {
        this(new Random(seed));
    }

    /** A whole number, both ends included. */
    int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    /** True that many times in a hundred. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** A number from 0 to 1. */
    double share() {
        return random.nextDouble();
    }

    /** One of several. */
    <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    /** One of several, the heavier the more often. */
    <T> T weighted(List<T> several, ToIntFunction<T> weight) {
        int left = random.nextInt(several.stream().mapToInt(weight).sum());
        for (T one : several) {
            left -= weight.applyAsInt(one);
            if (left < 0) {
                return one;
            }
        }
        throw new IllegalStateException("weights changed while choosing");
    }
}
