package dev.sdpmcp.dispatch;

import dev.sdpmcp.dispatch.MethodHandler.SessionMethodHandler;
import dev.sdpmcp.dispatch.SessionCalls.CallMemoryLimit;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.ServerInstructions;
import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.tool.registry.ToolRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producers of the engine and the dispatcher, which are plain Java classes. */
@ApplicationScoped
public class DispatchBeans {

    @Produces
    @Singleton
    JsonRpcCodec codec() {
        return new JsonRpcCodec();
    }

    @Produces
    @Singleton
    ServerIdentity identity(ServerInstructions instructions) {
        return ServerIdentity.ofThisBuild(instructions);
    }

    @Produces
    @Singleton
    Engine engine(@Any Instance<MethodHandler> handlers, @Any Instance<CallInterceptor> interceptors) {
        return new Engine(handlers, interceptors);
    }

    @Produces
    @Singleton
    SessionDispatcher sessionDispatcher(
            Engine engine,
            @Any Instance<SessionMethodHandler> handlers,
            JsonRpcCodec codec,
            CallThreads threads,
            Event<CallFinished> finished,
            Tracing tracing,
            ToolRegistry tools) {
        return new SessionDispatcher(
                engine,
                handlers,
                codec,
                new SessionCalls(
                        engine,
                        codec,
                        threads,
                        finished::fire,
                        new CallTracing(tracing, name -> tools.declared(name).isPresent()),
                        CallMemoryLimit.ofThisHeap()));
    }
}
