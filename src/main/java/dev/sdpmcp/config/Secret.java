package dev.sdpmcp.config;

/**
 * A secret text, whose {@link #toString} is masked.
 *
 * @param reveal the text itself; to be called only where it is used
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
