package dev.sdpmcp.desk.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The styles of elements, as far as they can hide text: attributes, and the rules of style sheets for one class or id. Other
 * selectors, escapes, and rules for screens of a size are not looked at; if one of these sets a background, colours say nothing.
 * Not thread-safe.
 */
final class StyleRules {

    private static final int MAX_SHEET = 50_000;
    private static final int MAX_RULES = 500;
    private static final int MAX_STYLE = 2_000;
    private static final int MAX_CLASSES = 20;

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(?:\\*/|\\z)", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]{1,500})\\{([^{}]{0,2000})\\}");
    private static final Pattern SELECTOR = Pattern.compile("[a-z0-9]*+([.#][\\w-]++)");

    /** The declarations of each class, with a dot before its name, and each id. */
    private final Map<String, Map<String, String>> rules = new HashMap<>();

    private final StringBuilder sheet = new StringBuilder();
    private boolean backgroundUnknown;

    /** More of a style sheet. */
    void read(String text) {
        if (sheet.length() + text.length() <= MAX_SHEET) {
            sheet.append(text);
        }
    }

    /** The end of a style sheet. */
    void end() {
        String text = COMMENT.matcher(sheet.toString().toLowerCase(Locale.ROOT)).replaceAll(" ");
        sheet.setLength(0);
        int depth = 0;
        StringBuilder top = new StringBuilder();
        boolean other = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '@' && depth == 0) {
                other = true;
            }
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (!other) {
                top.append(character);
            } else if (depth <= 0 && (character == '}' || character == ';')) {
                other = false;
                depth = 0;
            }
        }
        backgroundUnknown |= text.contains("@media") && text.contains("background");
        addRules(top.toString());
    }

    private void addRules(String text) {
        Matcher rule = RULE.matcher(text);
        while (rule.find()) {
            Map<String, String> declarations = declarations(rule.group(2));
            for (String selector : rule.group(1).split(",")) {
                Matcher simple = SELECTOR.matcher(selector.strip());
                if (!simple.matches()) {
                    backgroundUnknown |=
                            declarations.containsKey("background") || declarations.containsKey("background-color");
                } else if (rules.size() < MAX_RULES) {
                    rules.computeIfAbsent(simple.group(1), name -> new HashMap<>())
                            .putAll(declarations);
                }
            }
        }
    }

    /** The styles of an element; those that come later in the order of CSS replace earlier ones. */
    Map<String, String> of(List<String> attributes) {
        if (attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, String> style = new HashMap<>();
        put(style, "color", Elements.attribute(attributes, "color"));
        put(style, "background-color", Elements.attribute(attributes, "bgcolor"));
        if (!rules.isEmpty()) {
            String classes = Elements.attribute(attributes, "class");
            for (String name :
                    (classes == null ? "" : classes).toLowerCase(Locale.ROOT).split("\\s+", MAX_CLASSES)) {
                style.putAll(rules.getOrDefault("." + name, Map.of()));
            }
            String id = Elements.attribute(attributes, "id");
            style.putAll(rules.getOrDefault("#" + (id == null ? "" : id.toLowerCase(Locale.ROOT)), Map.of()));
        }
        String own = Elements.attribute(attributes, "style");
        if (own != null) {
            String text = own.substring(0, Math.min(own.length(), MAX_STYLE)).toLowerCase(Locale.ROOT);
            style.putAll(declarations(COMMENT.matcher(text).replaceAll("")));
        }
        if (Elements.attribute(attributes, "hidden") != null) {
            style.put("display", "none");
        }
        if (backgroundUnknown) {
            style.put("background-color", "unknown");
        }
        return style;
    }

    private static void put(Map<String, String> style, String name, @Nullable String value) {
        if (value != null) {
            style.put(name, value.strip().toLowerCase(Locale.ROOT));
        }
    }

    private static Map<String, String> declarations(String text) {
        Map<String, String> declarations = new HashMap<>();
        for (String declaration : text.split(";")) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String value = declaration.substring(colon + 1).replace("!important", "");
                declarations.put(declaration.substring(0, colon).strip(), value.strip());
            }
        }
        return declarations;
    }
}
