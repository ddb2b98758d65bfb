package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Bounds what the rest of the conversion has to do: at most {@value #MAX_DEPTH} elements are inside each other, but for one that hides its text, and at most
 * {@value #MAX_ELEMENTS} are read; the text of the others stays. Scripts, styles and the like are left out. Not thread-safe.
 */
final class NestingLimit implements HtmlStreamEventReceiver {

    static final int MAX_DEPTH = 60;
    static final int MAX_ELEMENTS = 100_000;

    private static final Set<String> NOT_SHOWN =
            Set.of("script style title iframe noembed noframes template canvas audio video datalist".split(" "));
    private static final List<String> HIDDEN = List.of("hidden", "");
    private static final Set<String> END_OPTIONAL = Set.of("p", "li", "dt", "dd", "tr", "td", "th", "option");
    private static final Set<String> SCOPES = Set.of("ul", "ol", "dl", "table", "blockquote", "select");

    private final HtmlStreamEventReceiver next;
    private final LengthBudget budget;
    private final StyleRules styles;
    private final List<String> open = new ArrayList<>();
    private int elements;
    private int tooDeep;

    /** The elements that were too deep when one was opened that hides its text. */
    private int tooDeepOutside;

    private @Nullable String notShown;
    private int inNotShown;

    /** @param styles tells what hides text */
    NestingLimit(HtmlStreamEventReceiver next, LengthBudget budget, StyleRules styles) {
        this.next = next;
        this.budget = budget;
        this.styles = styles;
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        next.closeDocument();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        Cancellation.check();
        String address = Elements.attribute(attributes, "href");
        budget.earn("<>".length() + name.length() + (address == null ? 0 : address.length()));
        if (notShown != null) {
            inNotShown += name.equals(notShown) ? 1 : 0;
            return;
        }
        if (NOT_SHOWN.contains(name)) {
            notShown = name;
            inNotShown = 1;
        } else if (++elements > MAX_ELEMENTS) {
            budget.exhaust();
            if (Elements.beginsLine(name)) {
                next.openTag("br", new ArrayList<>());
            }
        } else if (Elements.isVoid(name)) {
            next.openTag(name, attributes);
        } else {
            endImplied(name);
            open(name, isClosed(name, attributes) ? HIDDEN : attributes);
        }
    }

    /** What browsers show only if a script or nobody runs scripts. */
    private static boolean isClosed(String name, List<String> attributes) {
        return name.equals("noscript") || (name.equals("dialog") && Elements.attribute(attributes, "open") == null);
    }

    /** Too deep, only one that hides its text is opened. */
    private void open(String name, List<String> attributes) {
        boolean hides = open.size() == MAX_DEPTH
                && Appearance.ANYWHERE.inside(styles.of(name, attributes)).isHidden();
        if (open.size() < MAX_DEPTH || hides) {
            tooDeepOutside = tooDeep;
            open.add(name);
            next.openTag(Elements.meaning(name), attributes);
        } else {
            tooDeep++;
        }
    }

    /** The element of the same kind that this one ends, as the next item of a list ends the one before. */
    private void endImplied(String name) {
        if (!END_OPTIONAL.contains(name)) {
            return;
        }
        for (int i = open.size() - 1; i >= 0 && !SCOPES.contains(open.get(i)); i--) {
            if (open.get(i).equals(name)) {
                open.subList(i, open.size()).clear();
                return;
            }
            if (name.equals("p") && Elements.beginsLine(open.get(i))) {
                return;
            }
        }
    }

    @Override
    public void closeTag(String name) {
        Cancellation.check();
        budget.earn("</>".length() + name.length());
        if (notShown != null) {
            inNotShown -= name.equals(notShown) ? 1 : 0;
            notShown = inNotShown > 0 ? notShown : null;
        } else if (elements > MAX_ELEMENTS) {
            if (Elements.beginsLine(name)) {
                next.openTag("br", new ArrayList<>());
            }
        } else if (tooDeep > (open.size() > MAX_DEPTH ? tooDeepOutside : 0)) {
            tooDeep--;
        } else {
            int place = open.lastIndexOf(name);
            if (place >= 0) {
                open.subList(place, open.size()).clear();
                next.closeTag(Elements.meaning(name));
            }
        }
    }

    @Override
    public void text(String text) {
        Cancellation.check();
        if (notShown == null) {
            next.text(text);
        }
    }
}
