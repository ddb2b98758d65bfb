package dev.sdpmcp.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The program {@code sdp-simulator.jar}. Exit codes: 0 ended by a signal or with its parent, 1 the address
 * cannot be bound, 2 the command line is wrong.
 */
public final class SimulatorMain {
    private static final int CANNOT_BIND = 1;
    private static final int WRONG_USAGE = 2;

    private SimulatorMain() {}

    /** Runs until the process ends. */
    public static void main(String[] arguments) {
        // a caller that sends its request or takes its answer slower than this loses its thread (seconds)
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.maxRspTime", "180");
        int code = run(arguments, System.in, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Starts the simulator and returns 0 while it serves; otherwise returns the exit code. */
    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.asksForHelp()) {
                out.print(CommandLine.HELP);
                return 0;
            }
            serve(line, in, out);
            return 0;
        } catch (CommandLine.UsageError e) {
            err.println("sdp-simulator: " + e.getMessage());
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println("sdp-simulator: cannot listen: " + e.getMessage() + "; choose another --port or --host");
            return CANNOT_BIND;
        }
    }

    private static void serve(CommandLine line, InputStream in, PrintStream out) throws IOException {
        Simulator simulator = Simulator.start(line.options());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            Runtime.getRuntime().halt(0); // a signal is an orderly end, not a failure
        }));
        if (line.exitsWithParent()) {
            Thread watch = new Thread(() -> exitAtEnd(in), "simulator-parent");
            watch.setDaemon(true);
            watch.start();
        }
        out.println("simulator ready: " + simulator.baseUri());
        out.flush();
    }

    private static void exitAtEnd(InputStream in) {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.getLogger(SimulatorMain.class.getName())
                    .log(System.Logger.Level.DEBUG, "standard input broke, which is its end too", e);
        }
        System.exit(0);
    }
}
