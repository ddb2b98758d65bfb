package dev.sdpmcp.config;

/**
 * A text that must never be seen: it prints as stars wherever it is logged, joined or thrown.
 *
 * @param reveal the text itself; call it only where the text is used
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
