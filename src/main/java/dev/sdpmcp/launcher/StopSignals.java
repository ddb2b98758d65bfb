package dev.sdpmcp.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handlers for SIGTERM and SIGINT (stop) and SIGHUP (reload). A shutdown hook would run concurrently with that of
 * Payara, which stops the application at once; a signal handler runs before all hooks. Without a handler SIGHUP would
 * end the JVM.
 */
final class StopSignals {

    /** System property: {@code true} if there is a parent process that stops this server. */
    static final String PARENT_PROPERTY = "dev.sdpmcp.exit-with-parent";

    private StopSignals() {}

    /**
     * Installs the handlers.
     *
     * @param stop runs once, on a separate thread, at the first signal to stop
     * @param reload runs on each SIGHUP, on a separate thread; returns within seconds
     * @return whether this JVM can handle signals
     */
    static boolean handle(Runnable stop, Runnable reload) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                new Thread(stop, "stop").start();
            }
        };
        try {
            for (String signal : List.of("TERM", "INT")) {
                register(signal, once);
            }
            register("HUP", reload);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // a JVM without jdk.unsupported, or with -Xrs: it stops without this sequence
            return false;
        }
    }

    /** By reflection, since javac warns about this package, which JDK 21 to 25 export. */
    private static void register(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object onSignal = Proxy.newProxyInstance(
                StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    action.run();
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
    }

    /**
     * Listens to the parent process of a server on standard input: each byte requests a reload, and the end of the
     * stream, also after a crash of the parent, stops the server. Does nothing unless {@link #PARENT_PROPERTY} is set.
     */
    static void watchParent(InputStream input, Runnable reload, Runnable stop) {
        if (Boolean.getBoolean(PARENT_PROPERTY)) {
            Thread.ofPlatform().daemon().name("parent-watch").start(() -> listen(input, reload, stop));
        }
    }

    private static void listen(InputStream input, Runnable reload, Runnable stop) {
        try {
            while (input.read() >= 0) {
                reload.run();
            }
        } catch (IOException broken) {
            System.getLogger(StopSignals.class.getName())
                    .log(Level.WARNING, "reading from the parent process failed: {0}", broken.getMessage());
        }
        stop.run();
    }
}
