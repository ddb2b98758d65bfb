package dev.sdpmcp.desk.text;

import java.util.List;
import org.owasp.html.HtmlSanitizer;

/** Collects the words of HTML, one blank apart. Not thread-safe. */
final class PlainWords implements HtmlSanitizer.Policy {

    private final StringBuilder words = new StringBuilder();
    private boolean blank;

    @Override
    public void openDocument() {
        // Nothing is written before the first text.
    }

    @Override
    public void closeDocument() {
        // Nothing is written after the last one.
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        blank |= name.equals("br") || Elements.beginsLine(name);
    }

    @Override
    public void closeTag(String name) {
        blank |= Elements.beginsLine(name);
    }

    @Override
    public void text(String text) {
        String shown = ShownCharacters.of(text);
        for (int i = 0; i < shown.length(); i++) {
            char character = shown.charAt(i);
            if (ShownCharacters.isBlank(character)) {
                blank = true;
                continue;
            }
            if (blank && !words.isEmpty()) {
                words.append(' ');
            }
            blank = false;
            words.append(character);
        }
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
