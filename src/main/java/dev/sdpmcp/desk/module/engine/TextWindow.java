package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.text.Remark;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape.Member;
import java.util.List;
import java.util.Objects;

/**
 * The part of long texts that one answer shows. Where a text is cut, it says which argument shows what follows, so that a
 * text of any length can be read to its end. Immutable.
 *
 * @param from characters of each text that are left out at its start
 * @param length characters of each text at most, beside the remark
 */
public record TextWindow(int from, int length) {

    /** For the model: the argument. */
    public static final String ARGUMENT =
            "Leave out so many characters at the start of each long text. Default 0; a text that was cut says where to go on";

    /** More than any text that one call returns. */
    public static final int MAX_FROM = 10_000_000;

    /** The argument that goes on in texts that were cut. */
    static Member input() {
        return Member.optional("from_character", ARGUMENT, Scalar.INTEGER, Constraints.range(0, MAX_FROM));
    }

    /** From where the arguments want it. */
    static TextWindow of(Arguments given, int length) {
        return new TextWindow(Objects.requireNonNullElse(given.integer("from_character"), 0), length);
    }

    /** The part of a text, or a remark that it ends before. It neither begins nor ends inside of a remark. */
    public String of(String text) {
        if (from > 0 && from >= text.length()) {
            return Remark.of("ends before: it has " + text.length() + " characters");
        }
        boolean insidePair = from > 0 && Character.isLowSurrogate(text.charAt(from));
        int start = Remark.outside(text, insidePair ? from - 1 : from);
        int reached = start + Excerpt.start(text.substring(start), length).length();
        int outside = Remark.outside(text, reached);
        int next = outside > start || outside == reached ? outside : Remark.end(text, start);
        String shown = text.substring(start, next);
        String before = start == 0 ? "" : Remark.of("goes on after " + start + " characters") + "\n\n";
        String after = next == text.length()
                ? ""
                : "\n\n"
                        + Remark.of("cut here: " + (text.length() - next) + " of " + text.length()
                                + " characters left out; from_character " + next + " goes on");
        return before + (after.isEmpty() ? shown : shown.stripTrailing()) + after;
    }

    /** Cuts the long texts of a record that is shown. */
    void cut(ObjectNode shown, List<? extends Detail> details) {
        for (Detail detail : details) {
            if (detail instanceof Section section && shown.get(section.name()) instanceof ObjectNode inner) {
                cut(inner, section.fields());
            } else if (detail instanceof Detail.Entry entry) {
                Field field = entry.described(FieldUse.DETAIL).field();
                if (field.type() == FieldType.HTML) {
                    cut(shown, field.name());
                }
            }
        }
    }

    private void cut(ObjectNode shown, String name) {
        JsonNode text = shown.path(name);
        if (text.isTextual()) {
            shown.put(name, of(text.textValue()));
        }
    }
}
