package dev.sdpmcp.desk.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which elements are shown while HTML is read: not those that hold an earlier mail, if these are left out, and not those that
 * people do not see, whose text is kept for a remark. Not thread-safe.
 */
final class Visibility {

    private final StyleRules styles;
    private final boolean withoutQuotations;

    /** How the elements look that are open, innermost first; none for those inside of one that is left out. */
    private final Deque<Appearance> looks = new ArrayDeque<>();

    private final HiddenText hidden = new HiddenText();

    /** How many elements are open that are left out, the outermost of them included. */
    private int leftOut;

    private boolean leftOutIsQuotation;
    private boolean hadQuotation;

    /** @param withoutQuotations whether earlier mails are left out */
    Visibility(StyleRules styles, boolean withoutQuotations) {
        this.styles = styles;
        this.withoutQuotations = withoutQuotations;
    }

    /** Whether an earlier mail with text in it was left out. */
    boolean hadQuotation() {
        return hadQuotation;
    }

    /** An element begins. Returns whether it is to be written. */
    boolean opens(String name, List<String> attributes) {
        boolean empty = Elements.isVoid(name);
        if (leftOut > 0) {
            leftOut += empty ? 0 : 1;
            hidden.blank();
            return false;
        }
        Appearance look = look().inside(styles.of(name, attributes));
        if (empty) {
            return !look.isHidden();
        }
        boolean quotation = withoutQuotations && Elements.isQuotation(name, attributes);
        if (quotation || look.gone()) {
            leftOut = 1;
            leftOutIsQuotation = quotation;
            return false;
        }
        looks.push(look);
        return true;
    }

    /** The innermost element ends. Returns whether it was to be written. */
    boolean closes() {
        if (leftOut > 0) {
            leftOut--;
            hidden.blank();
            return false;
        }
        looks.poll();
        return true;
    }

    /** Whether text is to be written; other text is kept or left out. */
    boolean shows(String text) {
        if (leftOut > 0 && leftOutIsQuotation) {
            hadQuotation |= !text.isBlank();
            return false;
        }
        if (leftOut > 0 || look().isHidden()) {
            hidden.add(text);
            return false;
        }
        return true;
    }

    /** The document ends. */
    void end() {
        leftOut = 0;
        looks.clear();
    }

    /** The hidden text that has ended here; empty if there is none or none with words. */
    String endedHere() {
        return hidden.isEmpty() || leftOut > 0 || look().isHidden() ? "" : hidden.take();
    }

    private Appearance look() {
        Appearance innermost = looks.peek();
        return innermost == null ? Appearance.PAGE : innermost;
    }
}
