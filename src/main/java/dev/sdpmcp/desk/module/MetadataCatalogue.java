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

    private static final int MAX_SHOWN = 200;
    private static final int MAX_CHOICES = 100;
    private static final String CHOICES = "choices";

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
            List<ObjectNode> values = known.fields().stream()
                    .filter(field -> !field.readOnly())
                    .map(field -> shown(module, field))
                    .toList();
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

    /** First the choices of additional fields are cut, then the values of each kind. */
    @Override
    public int size() {
        return MAX_SHOWN + MAX_CHOICES;
    }

    ObjectNode whole() {
        return ofSize(size());
    }

    @Override
    public int leastSize() {
        return 0;
    }

    @Override
    public ObjectNode ofSize(int size) {
        ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = catalogue.putArray("kinds");
        kinds.forEach(kind -> entries.add(entry(kind, Math.min(size, MAX_SHOWN), Math.max(0, size - MAX_SHOWN))));
        return catalogue;
    }

    private ObjectNode entry(Kind kind, int size, int maxChoices) {
        boolean cut = kind.values.size() > size;
        List<ObjectNode> shown = cut ? kind.values.subList(0, size) : kind.values;
        ObjectNode entry =
                JsonNodeFactory.instance.objectNode().put("kind", kind.name).put("returned", shown.size());
        if (kind.complete) {
            entry.put("total", kind.values.size());
        }
        entry.put("has_more", cut || (!kind.complete && kind.problem == null));
        entry.put("age_seconds", kind.ageSeconds);
        ArrayNode values = entry.putArray("values");
        shown.forEach(value -> values.add(withFewer(value, maxChoices)));
        String note = note(kind, cut);
        return note == null ? entry : entry.put("note", note);
    }

    private static ObjectNode withFewer(ObjectNode value, int maxChoices) {
        int more = value.path(CHOICES).size() - maxChoices;
        if (more <= 0) {
            return value;
        }
        ObjectNode fewer = value.deepCopy();
        ArrayNode choices = fewer.putArray(CHOICES);
        for (int i = 0; i < maxChoices; i++) {
            choices.add(value.path(CHOICES).get(i));
        }
        return fewer.put("more_choices", more);
    }

    private @Nullable String note(Kind kind, boolean cut) {
        List<String> notes = new ArrayList<>();
        if (kind.problem != null) {
            notes.add(kind.problem);
        }
        if (cut && kinds.size() > 1) {
            notes.add("Give kind for more");
        } else if (cut || (!kind.complete && kind.problem == null)) {
            notes.add("There are more than are shown; tools take the others by name too");
        }
        return notes.isEmpty() ? null : String.join(". ", notes);
    }
}
