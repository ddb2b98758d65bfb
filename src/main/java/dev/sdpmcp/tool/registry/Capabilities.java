package dev.sdpmcp.tool.registry;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.tool.ToolSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the beans that declare something and builds the registries from them, once. The only class of the room that uses
 * CDI.
 */
@ApplicationScoped
public class Capabilities {

    @Produces
    @Singleton
    ToolRegistry tools(
            @Any Instance<Capability> found,
            @Any Instance<ToolSource> described,
            DefaultTools defaults,
            JsonRpcCodec codec,
            ServerConfiguration configuration) {
        List<ToolSource> sources = new ArrayList<>(described.stream().toList());
        sources.add(new AnnotatedTools(beans(found), codec.mapper()));
        return new ToolRegistry(
                sources,
                codec.mapper(),
                configuration.upstream().maxTextCharacters(),
                configuration.upstream().resultBudget(),
                defaults,
                configuration.access().tools());
    }

    @Produces
    @Singleton
    PromptRegistry prompts(@Any Instance<Capability> found, JsonRpcCodec codec, ToolRegistry tools) {
        return new PromptRegistry(beans(found), codec.mapper(), tools::offers);
    }

    @Produces
    @Singleton
    ResourceRegistry resources(@Any Instance<Capability> found, JsonRpcCodec codec, ToolRegistry tools) {
        return new ResourceRegistry(beans(found), codec.mapper(), tools::offers);
    }

    @Produces
    @Singleton
    CompletionRegistry completions(
            @Any Instance<Capability> found,
            @Any Instance<Completer> completers,
            JsonRpcCodec codec,
            ToolRegistry tools) {
        return new CompletionRegistry(beans(found), type -> completer(completers, type), codec.mapper(), tools::offers);
    }

    /** Builds them all, so that a wrong declaration stops the start instead of the first call. */
    void atStart(
            @Observes Startup event,
            ToolRegistry tools,
            PromptRegistry prompts,
            ResourceRegistry resources,
            CompletionRegistry completions) {}

    private static List<CapabilityBean> beans(Instance<Capability> found) {
        List<CapabilityBean> beans = new ArrayList<>();
        for (Instance.Handle<Capability> handle : found.handles()) {
            Class<?> declaredIn = handle.getBean().getBeanClass();
            if (!handle.getBean().getScope().equals(ApplicationScoped.class)) {
                throw new IllegalStateException(declaredIn.getName() + " must be @ApplicationScoped");
            }
            beans.add(new CapabilityBean(declaredIn, handle.get()));
        }
        return beans;
    }

    private static @Nullable Completer completer(Instance<Completer> found, Class<? extends Completer> type) {
        Instance<? extends Completer> one = found.select(type);
        return one.isResolvable() ? one.get() : null;
    }
}
