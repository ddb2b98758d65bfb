package dev.sdpmcp.dispatch;

import dev.sdpmcp.dispatch.Responder.CorrelationSuffix;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.UnknownResource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one JSON-RPC call on the calling thread, independent of sessions and transports: every transport uses this
 * engine. The only place where exceptions become JSON-RPC errors. Immutable, thread-safe.
 */
public final class Engine {

    private static final Logger LOG = System.getLogger(Engine.class.getName());

    private final Map<McpMethod, MethodHandler> handlers = new EnumMap<>(McpMethod.class);

    private final List<CallInterceptor> interceptors;

    /** An engine without interceptors. */
    public Engine(Iterable<MethodHandler> all) {
        this(all, List.of());
    }

    /**
     * @param found interceptors in any order; they run in that of {@link CallInterceptorOrder}
     * @throws IllegalStateException if two handlers have the same method, or two interceptors the same place
     */
    public Engine(Iterable<MethodHandler> all, Iterable<CallInterceptor> found) {
        this.interceptors = innermostFirst(found);
        for (MethodHandler handler : all) {
            if (handlers.put(handler.method(), handler) != null) {
                throw new IllegalStateException(
                        "Two handlers for " + handler.method().wireName());
            }
        }
    }

    private static List<CallInterceptor> innermostFirst(Iterable<CallInterceptor> found) {
        SortedMap<Integer, CallInterceptor> byOrder = new TreeMap<>(Comparator.reverseOrder());
        for (CallInterceptor interceptor : found) {
            if (byOrder.put(interceptor.order(), interceptor) != null) {
                throw new IllegalStateException("Two call interceptors have the order " + interceptor.order());
            }
        }
        return List.copyOf(byOrder.values());
    }

    /** Whether the method needs a thread that may block; false for unknown methods. */
    public boolean mayBlock(@Nullable McpMethod method) {
        MethodHandler handler = method == null ? null : handlers.get(method);
        return handler != null && handler.mayBlock();
    }

    /**
     * @return the result or the error
     * @throws CancellationException if the call was cancelled: there is no response
     */
    public JsonRpcMessage.Response answer(JsonRpcMessage.Call request, CallContext context) {
        Optional<MethodHandler> handler = McpMethod.named(request.method()).map(handlers::get);
        if (handler.isEmpty()) {
            return unknownMethod(request);
        }
        MethodHandler found = handler.get();
        Supplier<Object> work = () -> diagnosed(context, () -> found.handle(new Params(request.params()), context));
        return guarded(
                request,
                context.origin().correlationId(),
                found.mayBlock() ? intercepted(found.method(), request, context, work) : work);
    }

    /**
     * Records why the work failed before an interceptor makes its record. A failure within a tool is recorded by the
     * tool registry.
     */
    private static Object diagnosed(CallContext context, Supplier<Object> work) {
        try {
            return work.get();
        } catch (ToolFailure failure) {
            context.diagnostics().failed(failure.failureCause());
            throw RpcFailure.of(failure);
        } catch (RuntimeException | Error failed) {
            context.diagnostics().failed(causeOf(failed, context));
            throw failed;
        }
    }

    private static FailureCause causeOf(Throwable failed, CallContext context) {
        return switch (failed) {
            case RpcFailure failure -> failure.failureCause();
            case InvalidArguments wrong -> FailureCause.ARGUMENTS;
            case UnknownResource unknown -> FailureCause.NOT_FOUND;
            case CancellationException stopped -> context.stopCause();
            default -> FailureCause.INTERNAL;
        };
    }

    private Supplier<Object> intercepted(
            McpMethod method, JsonRpcMessage.Call request, CallContext context, Supplier<Object> work) {
        CallInterceptor.InterceptedCall call = new CallInterceptor.InterceptedCall(method, request.params(), context);
        Supplier<Object> outermost = work;
        for (CallInterceptor interceptor : interceptors) {
            Supplier<Object> inner = outermost;
            outermost = () -> interceptor.around(call, inner);
        }
        return outermost;
    }

    /**
     * The same translation of failures, for handlers of a session.
     *
     * @param correlationId of the HTTP request, which failures name
     */
    JsonRpcMessage.Response guarded(JsonRpcMessage.Call request, String correlationId, Supplier<Object> work) {
        return CorrelationSuffix.on(translated(request, correlationId, work), correlationId);
    }

    private static JsonRpcMessage.Response translated(
            JsonRpcMessage.Call request, String correlationId, Supplier<Object> work) {
        try {
            return new JsonRpcMessage.Result(request.id(), work.get());
        } catch (RpcFailure failure) {
            return new JsonRpcMessage.Failure(request.id(), failure.error());
        } catch (InvalidArguments wrong) {
            return failure(request, RpcError.Code.INVALID_PARAMS, wrong.detail());
        } catch (UnknownResource unknown) {
            return new JsonRpcMessage.Failure(
                    request.id(),
                    new RpcError(
                            RpcError.Code.RESOURCE_NOT_FOUND.code(),
                            RpcError.Code.RESOURCE_NOT_FOUND.title() + ": nothing is at that URI; resources/list and"
                                    + " resources/templates/list say what is",
                            Map.of("uri", unknown.uri())));
        } catch (CancellationException cancelled) {
            throw cancelled;
        } catch (RuntimeException | Error fault) {
            // Errors too: a stack overflow or a missing class in one tool must not leave the caller without a
            // response.
            LOG.log(
                    Level.ERROR,
                    "Handling {0} failed, request={1}: {2}",
                    request.method(),
                    correlationId,
                    ExceptionSummary.inOneLine(fault));
            return failure(
                    request,
                    RpcError.Code.INTERNAL_ERROR,
                    "the server failed; its log says more. Trying again may help");
        }
    }

    private static JsonRpcMessage.Failure unknownMethod(JsonRpcMessage.Call request) {
        return failure(request, RpcError.Code.METHOD_NOT_FOUND, '"' + request.method() + "\" is not known here");
    }

    private static JsonRpcMessage.Failure failure(JsonRpcMessage.Call request, RpcError.Code code, String detail) {
        return new JsonRpcMessage.Failure(request.id(), RpcError.of(code, detail));
    }
}
