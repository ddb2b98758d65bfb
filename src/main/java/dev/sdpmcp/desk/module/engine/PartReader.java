package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the parts of a record, newest first. Thread-safe. */
record PartReader(PartKind kind, ModuleContext context) {

    private static final int MAX_TEXT = 3_000;

    Shape input() {
        String things = kind.first().plural();
        List<Member> input = new ArrayList<>(kind.record());
        input.addAll(ListPage.input(things));
        input.add(TextWindow.input());
        return Shape.of(things, input);
    }

    Shape output() {
        List<Member> members = new ArrayList<>(List.of(Member.optional("id", "Internal id", Scalar.TEXT)));
        members.addAll(row().members());
        return ListPage.output(kind.first().plural(), Shape.of(kind.name(), members));
    }

    private RecordView row() {
        return new RecordView(kind.first().rows(), Integer.MAX_VALUE, false, true, context.zone());
    }

    ListPage list(Arguments given) {
        PartTarget target = kind.target(given, context, SubResource::rows);
        RecordView row = row();
        ListOrder order = ListOrder.byCreation(false);
        Stream<String> shown =
                target.part().rows().stream().map(column -> column.field().root());
        ListQuery query = ListQuery.first(1)
                .withFields(Stream.concat(shown, Stream.of(order.field()))
                        .distinct()
                        .toList());
        ResourceType type = target.collection();
        String digest = Cursor.digest(Stream.of(type.path()));
        ListReader.Rows found = new ListReader(context.helpDesk(), type)
                .read(query, ListPage.position(order, given, digest), ListPage.paging(given));
        TextWindow window = TextWindow.of(given, MAX_TEXT);
        List<@Nullable ObjectNode> rows = found.rows().stream()
                .map(each -> {
                    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("id", Fields.text(each, "id"));
                    row.addTo(entry, each);
                    window.cut(entry, row.details());
                    return entry;
                })
                .collect(Collectors.toList());
        return new ListPage(target.part().plural(), found, rows, digest, List.of());
    }
}
