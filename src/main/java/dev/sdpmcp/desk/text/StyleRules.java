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
 * Takes time that grows with the text. Not thread-safe.
 */
final class StyleRules {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(?:\\*/|\\z)", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("(?<![^{}])([^{}]++)\\{([^{}]*+)\\}");
    private static final Pattern SELECTOR = Pattern.compile("([a-z0-9]*+)([.#][\\w-]++)");
    private static final Pattern IMPORTANT = Pattern.compile("!\\s*+important$");
    private static final String MARK = "!";

    private static final String ANY = "inherit|initial|unset|revert";

    /** What can hide text, and which values browsers understand; they ignore the others. */
    private static final Map<String, Pattern> PROPERTIES = new HashMap<>();

    static {
        for (String name :
                ("color background background-color background-image overflow width height max-width max-height"
                                + " position left right top bottom text-indent margin margin-left margin-top transform clip"
                                + " clip-path filter font")
                        .split(" ")) {
            PROPERTIES.put(name, Pattern.compile(".+", Pattern.DOTALL));
        }
        PROPERTIES.put(
                "display",
                Pattern.compile(ANY + "|none|contents|inline|block|(?:inline-)?(?:block|flex|grid|table)|list-item"
                        + "|flow-root|table-[a-z-]++|run-in|ruby|-[a-z-]++"));
        PROPERTIES.put("visibility", Pattern.compile(ANY + "|visible|hidden|collapse"));
        PROPERTIES.put("opacity", Pattern.compile(ANY + "|-?[0-9.]++%?"));
        PROPERTIES.put(
                "font-size",
                Pattern.compile(
                        ANY + "|[0.]++|[0-9.]++\\s*+(?:[a-z]{2,4}|%)|[x-]{0,4}(?:small|large)|medium|smaller|larger"
                                + "|[a-z]++\\(.*"));
    }

    /** The declarations of each class, with a dot before its name, and each id; elements may be named before. */
    private final Map<String, Map<String, String>> rules = new HashMap<>();

    private boolean backgroundUnknown;

    /** A whole style sheet. */
    void read(String sheet) {
        String text = COMMENT.matcher(sheet.toLowerCase(Locale.ROOT)).replaceAll(" ");
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
        addRules(top.toString().replace("<!--", "").replace("-->", ""));
    }

    private void addRules(String text) {
        Matcher rule = RULE.matcher(text);
        while (rule.find()) {
            Cancellation.check();
            Map<String, String> declarations = declarations(rule.group(2));
            for (String selector :
                    declarations.isEmpty() ? new String[0] : rule.group(1).split(",")) {
                Matcher simple = SELECTOR.matcher(selector.strip());
                if (!simple.matches()) {
                    backgroundUnknown |= declarations.keySet().stream().anyMatch(name -> name.startsWith("background"));
                } else {
                    String element = simple.group(1).isEmpty() ? "" : Elements.meaning(simple.group(1));
                    put(rules.computeIfAbsent(element + simple.group(2), name -> new HashMap<>()), declarations);
                }
            }
        }
    }

    /** The styles of an element; those that come later in the order of CSS replace earlier ones. */
    Map<String, String> of(String name, List<String> attributes) {
        if (attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, String> style = new HashMap<>();
        putColour(style, "color", Elements.attribute(attributes, "color"));
        putColour(style, "background-color", Elements.attribute(attributes, "bgcolor"));
        if (Elements.attribute(attributes, "background") != null) {
            style.put("background-image", "url");
        }
        if (!rules.isEmpty()) {
            String classes = Elements.attribute(attributes, "class");
            for (String one :
                    (classes == null ? "" : classes).toLowerCase(Locale.ROOT).split("\\s+")) {
                putRules(style, name, "." + one);
            }
            String id = Elements.attribute(attributes, "id");
            putRules(style, name, "#" + (id == null ? "" : id.toLowerCase(Locale.ROOT)));
        }
        String own = Elements.attribute(attributes, "style");
        if (own != null) {
            String text = COMMENT.matcher(own.toLowerCase(Locale.ROOT)).replaceAll("");
            put(style, declarations(text));
        }
        if (Elements.attribute(attributes, "hidden") != null) {
            style.put("display", "none");
        }
        if (backgroundUnknown) {
            style.put("background-color", "unknown");
        }
        style.replaceAll((property, value) -> value.replace(MARK, ""));
        return style;
    }

    private void putRules(Map<String, String> style, String name, String selector) {
        put(style, rules.getOrDefault(selector, Map.of()));
        put(style, rules.getOrDefault(Elements.meaning(name) + selector, Map.of()));
    }

    /** As attributes of HTML have it, where the number sign may be missing. */
    private static void putColour(Map<String, String> style, String name, @Nullable String value) {
        if (value != null) {
            String colour = value.strip().toLowerCase(Locale.ROOT);
            style.put(name, colour.matches("[0-9a-f]{6}") ? "#" + colour : colour);
        }
    }

    /** Replaces what is not more important. */
    private static void put(Map<String, String> style, Map<String, String> declarations) {
        declarations.forEach((name, value) -> put(style, name, value));
    }

    private static void put(Map<String, String> style, String name, String value) {
        if (value.endsWith(MARK) || !style.getOrDefault(name, "").endsWith(MARK)) {
            style.put(name, value);
        }
    }

    private static Map<String, String> declarations(String text) {
        Map<String, String> declarations = new HashMap<>();
        for (String declaration : text.split(";")) {
            int colon = declaration.indexOf(':');
            String name = colon < 0 ? "" : declaration.substring(0, colon).strip();
            Pattern understood = PROPERTIES.get(name);
            if (understood != null) {
                String given = declaration.substring(colon + 1).strip();
                String value = IMPORTANT.matcher(given).replaceFirst("").strip();
                if (understood.matcher(value).matches()) {
                    put(declarations, name, value.length() < given.length() ? value + MARK : value);
                }
            }
        }
        return declarations;
    }
}
