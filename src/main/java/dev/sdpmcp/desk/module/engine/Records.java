package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ResourceChanged;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the records of one module by the number that people use or by the internal id. Internal ids are never shorter than
 * {@value #MIN_ID_LENGTH} digits, numbers never as long. Thread-safe.
 */
public final class Records {

    private static final int MIN_ID_LENGTH = 13;
    private static final int MAX_CACHED_NUMBERS = 2_000;

    private final ModuleDescription module;
    private final Pattern decoration;
    private final HelpDesk helpDesk;
    private final Consumer<ResourceChanged> changes;

    /** Numbers never change, so they are looked up once. Guarded by its monitor. */
    private final Map<String, EntityId> ids = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EntityId> eldest) {
            return size() > MAX_CACHED_NUMBERS;
        }
    };

    /** @param changes called for every record that was changed through this server */
    public Records(ModuleDescription module, HelpDesk helpDesk, Consumer<ResourceChanged> changes) {
        this.module = module;
        this.decoration = decoration(module);
        this.helpDesk = helpDesk;
        this.changes = changes;
    }

    /** What people and models write around a number: {@code #250}, {@code RE-250}, {@code Request no. 250}, {@code 250.0}. */
    private static Pattern decoration(ModuleDescription module) {
        String singular = module.singular();
        String names = Stream.of(
                        Objects.requireNonNullElse(module.prefix(), "").replaceFirst("-$", ""),
                        singular,
                        module.word(),
                        singular.substring(0, 2),
                        singular.substring(0, 3),
                        "id")
                .filter(name -> !name.isEmpty())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?i)[\\s#\\[(]*(?:(?:" + names + ")s?[\\s_]*(?:id|no|nr|number)?\\.?[\\s:#-]*)?"
                + "(?<digits>[0-9]+)(?:\\.0+)?[\\s#\\])]*");
    }

    /** Reports that the record was changed, under each of its names. */
    public void changed(Entity record) {
        String id = record.id().digits();
        String start = "sdp://" + module.plural() + "/";
        changes.accept(new ResourceChanged(start + id));
        List<String> numbers;
        synchronized (ids) {
            numbers = ids.entrySet().stream()
                    .filter(known -> known.getValue().digits().equals(id))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        numbers.forEach(number -> changes.accept(new ResourceChanged(start + number)));
    }

    /** The same, if the record is of this module. */
    void changedIfOwn(Entity record) {
        if (record.collection().equals(module.type())) {
            changed(record);
        }
    }

    /**
     * The record that is meant. An internal id is believed, a number is looked up.
     *
     * @param named {@code 1042}, {@code #1042}, {@code PB-1042} or an internal id, with the name of the module or not
     * @throws Unknown if there is none
     * @throws UpstreamFailure if it cannot be looked up
     */
    public Entity named(String named) {
        Matcher decorated = decoration.matcher(named);
        String digits = decorated.matches() ? decorated.group("digits") : "";
        String prefix = module.prefix();
        if (prefix == null && (digits.length() < MIN_ID_LENGTH || !EntityId.isValid(digits))) {
            throw new ToolFailure("A " + module.singular() + " is named by its long internal id, which "
                    + module.findTool() + " shows.");
        }
        if (prefix != null && !EntityId.isValid(digits)) {
            throw new ToolFailure("A " + module.singular() + " is named by its number, such as 1042 or "
                    + (prefix.isEmpty() ? "#1042" : prefix + "1042") + ", or by its long internal id.");
        }
        return module.type().entity(digits.length() < MIN_ID_LENGTH ? idOf(digits) : new EntityId(digits));
    }

    /**
     * The whole record.
     *
     * @throws Unknown if there is none
     * @throws UpstreamFailure if it cannot be read
     */
    public ObjectNode read(String named) {
        Entity record = named(named);
        try {
            return helpDesk.get(record);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new Unknown(
                    "There is no " + module.singular() + " " + named.strip()
                            + ", or it was merged into another or deleted.",
                    unknown);
        }
    }

    /** A record that was read. */
    public Entity entityOf(ObjectNode record) {
        return module.type().entity(new EntityId(String.valueOf(Fields.text(record, "id"))));
    }

    /** There is no record of that name. */
    public static final class Unknown extends ToolFailure {
        private static final long serialVersionUID = 1L;

        Unknown(String whatToDo) {
            super(whatToDo);
        }

        Unknown(String whatToDo, Throwable cause) {
            super(whatToDo, cause);
        }

        @Override
        public FailureCause failureCause() {
            return FailureCause.NOT_FOUND;
        }
    }

    private EntityId idOf(String number) {
        String plain = number.replaceFirst("^0+(?=.)", "");
        synchronized (ids) {
            EntityId known = ids.get(plain);
            if (known != null) {
                return known;
            }
        }
        EntityId id = helpDesk
                .list(
                        module.type(),
                        ListQuery.first(1)
                                .where(Criterion.is("display_id", Long.parseLong(plain)))
                                .withFields(List.of("display_id")))
                .rows()
                .stream()
                .filter(row -> plain.equals(digitsOf(Fields.text(row, "display_id"))))
                .map(row -> Fields.text(row, "id"))
                .filter(text -> text != null && EntityId.isValid(text))
                .map(EntityId::new)
                .findFirst()
                .orElseThrow(() -> new Unknown(
                        "There is no " + module.singular() + " #" + plain + ". Look with " + module.findTool() + "."));
        synchronized (ids) {
            ids.put(plain, id);
        }
        return id;
    }

    private static String digitsOf(@org.jspecify.annotations.Nullable String displayId) {
        return displayId == null ? "" : displayId.replaceFirst("^[A-Za-z]+-", "");
    }
}
