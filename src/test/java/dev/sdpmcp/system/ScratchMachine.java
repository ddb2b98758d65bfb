package dev.sdpmcp.system;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * This machine as a copy to write on: its root file system below an overlay in memory, in a mount namespace of its own. What is
 * installed there is gone when it is closed, or when the tests end in whatever way; this machine keeps every byte. Its processes
 * and its network are those of this machine.
 */
final class ScratchMachine implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> TOOLS = List.of("dpkg", "unshare", "nsenter", "setpriv", "chroot");
    private static final String MOUNTED = "mounted:";

    /** Without /run: what asks for a running systemd finds none. The namespace ends with the last process in it. */
    private static final String LAY_OUT = """
            set -e
            mount -t tmpfs -o size=3g,mode=755 scratch "$1"
            mkdir "$1/upper" "$1/work" "$1/machine"
            mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" scratch "$1/machine"
            mount --rbind /proc "$1/machine/proc"
            mount --rbind /dev "$1/machine/dev"
            mount -t tmpfs -o mode=755 run "$1/machine/run"
            mount -t tmpfs -o mode=1777 tmp "$1/machine/tmp"
            cp "$2" "$1/machine/root/"
            echo "%s $1/machine"
            read -r end || true
            """.formatted(MOUNTED);

    private final ChildProcess holder;
    private final String root;

    private ScratchMachine(ChildProcess holder, String root) {
        this.holder = holder;
        this.root = root;
    }

    /**
     * Lays it out; skips the test, loudly, where this user or this machine cannot.
     *
     * @param folder empty; where it is mounted, for its own processes only
     * @param file is copied to {@code /root}
     */
    static ScratchMachine layOut(Path folder, Path file) {
        skipUnless(System.getProperty("user.name").equals("root"), "only root may mount and install");
        TOOLS.forEach(tool -> skipUnless(isThere(tool), "there is no " + tool + " on this machine"));
        ChildProcess holder = ChildProcess.start(
                folder,
                MOUNTED,
                Map.of(),
                List.of("unshare", "--mount", "sh", "-c", LAY_OUT, "sh", folder.toString(), file.toString()));
        return new ScratchMachine(holder, holder.awaitMark(LIMIT));
    }

    private static void skipUnless(boolean can, String why) {
        if (!can) {
            System.getLogger(ScratchMachine.class.getName()).log(Level.WARNING, "SKIPPED, since {0}", why);
            Assumptions.abort(why);
        }
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** Starts a program in it, as root; its signals and its exit code are its own. */
    ChildProcess start(String mark, String... words) {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "--mount", "--target=" + holder.pid(), "chroot", root));
        command.addAll(List.of(words));
        return ChildProcess.start(Path.of("/"), mark, Map.of("DEBIAN_FRONTEND", "noninteractive"), command);
    }

    /** Runs a program in it to its end. */
    ChildProcess run(String... words) {
        ChildProcess process = start("never", words);
        process.awaitExit(LIMIT);
        return process;
    }

    /** What a line of shell prints in it. */
    String shell(String line) {
        return run("/bin/sh", "-c", line).output();
    }

    @Override
    public void close() {
        holder.close();
    }
}
