package dev.sdpmcp.launcher;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns SIGTERM and SIGINT into a call of ours. A shutdown hook would run beside Payara's own, which takes the application
 * down at once; a signal handler runs before all of them. SIGHUP, the end of a terminal or somebody's wish to reload, does not
 * end it: by itself the JVM would end at once, with streams and calls cut.
 */
final class StopSignals {

    private StopSignals() {}

    /**
     * Has the first of these signals run {@code stop} on a thread of its own; later ones are ignored while that runs.
     *
     * @return whether this JVM can do so
     */
    static boolean on(Runnable stop) {
        return on(stop, () -> {});
    }

    /**
     * The same, and has SIGHUP run {@code reload}, on the thread of the signal: one at a time.
     *
     * @return whether this JVM can do so
     */
    static boolean on(Runnable stop, Runnable reload) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                new Thread(stop, "stop").start();
            }
        };
        try {
            for (String signal : List.of("TERM", "INT")) {
                handle(signal, once);
            }
            handle("HUP", reload);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // a JVM without jdk.unsupported, or started with -Xrs: it will end in Payara's way
            return false;
        }
    }

    /** By reflection, since javac warns of this package, which every JDK from 21 to 25 has and exports. */
    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
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
}
