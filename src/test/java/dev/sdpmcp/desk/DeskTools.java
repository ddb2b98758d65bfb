package dev.sdpmcp.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.desk.module.MetadataTools;
import dev.sdpmcp.desk.module.Modules;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.people.TechnicianTools;
import dev.sdpmcp.desk.people.Technicians;
import dev.sdpmcp.desk.tickets.ChangeHistoryTools;
import dev.sdpmcp.desk.tickets.ConversationTools;
import dev.sdpmcp.desk.tickets.LinkedRequests;
import dev.sdpmcp.desk.tickets.NoteTools;
import dev.sdpmcp.desk.tickets.ReplyTools;
import dev.sdpmcp.desk.tickets.RequestActions;
import dev.sdpmcp.desk.tickets.RequestPrompts;
import dev.sdpmcp.desk.tickets.RequestRelations;
import dev.sdpmcp.desk.tickets.RequestResources;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.registry.AnnotatedTools;
import dev.sdpmcp.tool.registry.CapabilityBean;
import dev.sdpmcp.tool.registry.ToolRegistry;
import java.util.List;
import java.util.stream.Stream;

/** All tools of the help desk, without a container. */
public final class DeskTools {

    private final List<CapabilityBean> beans;
    private final ToolRegistry tools;

    public DeskTools(ModuleContext context, Technicians technicians, ChangeHistory history, ObjectMapper mapper) {
        this(context, technicians, history, mapper, ToolRegistry.DEFAULT_RESULT_BUDGET);
    }

    DeskTools(
            ModuleContext context,
            Technicians technicians,
            ChangeHistory history,
            ObjectMapper mapper,
            int resultBudget) {
        MetadataTools metadata = new MetadataTools(context.metadata());
        ChangeHistoryTools changes = new ChangeHistoryTools(context, history);
        this.beans = Stream.<Capability>of(
                        metadata,
                        changes,
                        new TechnicianTools(technicians),
                        new ConversationTools(context),
                        new NoteTools(context),
                        new ReplyTools(context),
                        new LinkedRequests(context),
                        new RequestResources(context),
                        new RequestPrompts())
                .map(CapabilityBean::of)
                .toList();
        List<ToolSource> sources = List.of(
                new AnnotatedTools(beans, mapper),
                metadata,
                changes,
                new RequestActions(context),
                new RequestRelations(context),
                () -> Modules.tools(Modules.ALL, context));
        this.tools = new ToolRegistry(sources, mapper, LongText.DEFAULT_MAX_CHARACTERS, resultBudget);
    }

    public ToolRegistry registry() {
        return tools;
    }

    /** The beans that declare resources and prompts. */
    public List<CapabilityBean> beans() {
        return beans;
    }
}
