package dev.sdpmcp.desk.text;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;

/** Reads the style sheets of HTML before the rest of it, as they hide text before them too. Not thread-safe. */
final class StyleSheets implements HtmlStreamEventReceiver {

    private static final Pattern ANY = Pattern.compile("<style", Pattern.CASE_INSENSITIVE);

    private final StyleRules rules = new StyleRules();
    private @Nullable StringBuilder sheet;

    private StyleSheets() {}

    /** The rules of all sheets for screens of any size. */
    static StyleRules of(String html) {
        StyleSheets sheets = new StyleSheets();
        if (ANY.matcher(html).find()) {
            HtmlSanitizer.sanitize(html, new PlainWords(), balanced -> sheets);
        }
        return sheets.rules;
    }

    @Override
    public void openDocument() {
        // There is no sheet yet.
    }

    @Override
    public void closeDocument() {
        closeTag("style");
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        Cancellation.check();
        String media = Elements.attribute(attributes, "media");
        if (name.equals("style") && (media == null || media.matches("(?i)\\s*(?:all|screen)?\\s*"))) {
            sheet = new StringBuilder();
        }
    }

    @Override
    public void closeTag(String name) {
        if (sheet != null && name.equals("style")) {
            rules.read(sheet.toString());
            sheet = null;
        }
    }

    @Override
    public void text(String text) {
        Cancellation.check();
        if (sheet != null) {
            sheet.append(text);
        }
    }
}
