package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.metadata.AdditionalFields;
import dev.sdpmcp.desk.metadata.AdditionalFields.AdditionalField;
import dev.sdpmcp.desk.metadata.MetadataList;
import dev.sdpmcp.desk.metadata.MetadataValue;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.tool.CuttableResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds of reference data with their values, as {@code get_metadata} shows them; cut to the same number of values each. */
record MetadataCatalogue(List<Kind> kinds) implements CuttableResult<ObjectNode> {

    static final int MAX_SHOWN = 200;

    MetadataCatalogue {
        kinds = List.copyOf(kinds);
    }

    /**
     * One kind.
     *
     * @param values as they are shown
     * @param complete whether they are all that there are
     * @param problem why the site does not tell them, a sentence without its full stop; null if it does
     */
    record Kind(
            String name,
            List<ObjectNode> values,
            boolean complete,
            @Nullable String problem,
            long ageSeconds) {

        static Kind of(MetadataList list, Instant now) {
            String problem = list.problem() == null
                    ? null
                    : "This site does not list its " + list.kind().name() + ": " + list.problem()
                            + (list.values().isEmpty() ? "" : ". Shown are the usual ones");
            return new Kind(
                    list.kind().name(),
                    list.values().stream().map(Kind::shown).toList(),
                    list.complete(),
                    problem,
                    age(list.readAt(), now));
        }

        private static ObjectNode shown(MetadataValue value) {
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("name", value.name());
            if (value.belongsTo() != null) {
                row.put("belongs_to", value.belongsTo());
            }
            if (value.inProgress() != null) {
                row.put("in_progress", value.inProgress());
            }
            return row;
        }

        /** The additional fields of a module, to be joined with those of others. */
        static Kind of(String name, ModuleDescription module, AdditionalFields known, Instant now) {
            String problem = known.problem() == null
                    ? null
                    : "This site does not describe the additional fields of " + module.plural() + ": "
                            + known.problem();
            List<ObjectNode> values =
                    known.fields().stream().map(field -> shown(module, field)).toList();
            return new Kind(name, values, problem == null, problem, age(known.readAt(), now));
        }

        private static ObjectNode shown(ModuleDescription module, AdditionalField field) {
            ObjectNode row = JsonNodeFactory.instance
                    .objectNode()
                    .put("name", field.name())
                    .put("belongs_to", module.singular())
                    .put("label", field.label())
                    .put("type", field.type());
            if (!field.choices().isEmpty()) {
                field.choices().forEach(row.putArray("choices")::add);
            }
            return row;
        }

        Kind and(Kind other) {
            List<ObjectNode> all = new ArrayList<>(values);
            all.addAll(other.values);
            String both = problem == null || other.problem == null
                    ? (problem == null ? other.problem : problem)
                    : problem + ". " + other.problem;
            return new Kind(name, all, complete && other.complete, both, Math.max(ageSeconds, other.ageSeconds));
        }

        private static long age(Instant readAt, Instant now) {
            return Math.max(0, Duration.between(readAt, now).toSeconds());
        }
    }

    @Override
    public int size() {
        return MAX_SHOWN;
    }

    @Override
    public int leastSize() {
        return 0;
    }

    @Override
    public ObjectNode ofSize(int size) {
        ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = catalogue.putArray("kinds");
        kinds.forEach(kind -> entries.add(entry(kind, size)));
        return catalogue;
    }

    private ObjectNode entry(Kind kind, int size) {
        boolean cut = kind.values.size() > size;
        List<ObjectNode> shown = cut ? kind.values.subList(0, size) : kind.values;
        ObjectNode entry =
                JsonNodeFactory.instance.objectNode().put("kind", kind.name).put("returned", shown.size());
        if (kind.complete) {
            entry.put("total", kind.values.size());
        }
        entry.put("has_more", cut || (!kind.complete && kind.problem == null));
        entry.put("age_seconds", kind.ageSeconds);
        entry.putArray("values").addAll(shown);
        String note = note(kind, cut);
        return note == null ? entry : entry.put("note", note);
    }

    private @Nullable String note(Kind kind, boolean cut) {
        if (kind.problem != null) {
            return kind.problem;
        }
        if (cut && kinds.size() > 1) {
            return "Give kind for more";
        }
        return cut || !kind.complete ? "There are more than are shown; tools take the others by name too" : null;
    }
}
