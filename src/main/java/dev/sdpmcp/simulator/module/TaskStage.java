package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Catalogue;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.FieldType;
import dev.sdpmcp.simulator.model.LookupType;
import dev.sdpmcp.simulator.model.Portal;
import org.jspecify.annotations.Nullable;

/** The stage of a task: of releases if the task belongs to a release, else of changes. */
record TaskStage() implements FieldType {
    private static final LookupType OF_CHANGE = LookupType.to("change_stage");
    private static final LookupType OF_RELEASE = LookupType.to("release_stage");

    @Override
    public String wireName() {
        return OF_CHANGE.wireName();
    }

    @Override
    public Kind kind() {
        return OF_CHANGE.kind();
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        return (draft.get(ReleaseModule.RELEASE).isNull() ? OF_CHANGE : OF_RELEASE).read(draft, field, input);
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        return (isOfRelease(portal, stored) ? OF_RELEASE : OF_CHANGE).render(portal, stored);
    }

    @Override
    public @Nullable Member member(Catalogue catalogue, String name) {
        Member change = OF_CHANGE.member(catalogue, name);
        Member release = OF_RELEASE.member(catalogue, name);
        return change == null || release == null
                ? null
                : new Member(
                        change.field(),
                        (portal, outer) -> (isOfRelease(portal, outer) ? release : change)
                                .reader()
                                .apply(portal, outer));
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        OF_CHANGE.describe(catalogue, metainfo);
    }

    private static boolean isOfRelease(Portal portal, JsonNode stored) {
        return portal.find(OF_RELEASE.module(), stored.asText()) != null;
    }
}
