package dev.sdpmcp.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.sdpmcp.config.ProcessUser;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.doctor.Finding.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks of the JVM, memory, file descriptors and the data folder on this machine. */
final class InstallationChecks {

    private static final int MIN_JAVA = 21;
    private static final long MIB = 1024L * 1024;

    /** Classes, compiled code, threads and buffers, as measured with a thousand sessions. */
    private static final long BESIDE_HEAP = 350 * MIB;

    private static final long MIN_HEAP = 256 * MIB;
    private static final long DEFAULT_HEAP_PERCENTAGE = 25;
    private static final Pattern MAX_HEAP = Pattern.compile("(?m)(?:^|\\s)-Xmx([0-9]{1,12})([kKmMgG]?)(?=\\s|$)");
    private static final Pattern HEAP_PERCENTAGE = Pattern.compile("-XX:MaxRAMPercentage=([0-9]{1,3})");

    /** Jars, the database and HTTP requests, which need files beside those of the streams. */
    private static final int FILES_BESIDE_STREAMS = 500;

    private static final long MIN_SPACE = 100 * MIB;
    private static final long COMFORTABLE_SPACE = 1024 * MIB;
    private static final String LOCK = ".lock";
    private static final String PRIVATE = "rwx------";

    private InstallationChecks() {}

    /** The Java runtime of this program, which is also the server's. */
    static Check jdk() {
        return Check.one("jdk", () -> {
            String found = "Java %s of %s in %s"
                    .formatted(Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"));
            return Runtime.version().feature() >= MIN_JAVA
                    ? Finding.ok(found)
                    : Finding.fail(
                            found + " is too old", "Install a JDK " + MIN_JAVA + " or newer and set JAVA_HOME to it.");
        });
    }

    static Check memory(CheckContext context) {
        return memory(
                context, ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize());
    }

    /**
     * Whether the configured heap of the server fits into the memory of this machine or container.
     *
     * @param memory in bytes
     */
    static Check memory(CheckContext context, long memory) {
        return Check.one("memory", () -> {
            long heap = maxHeap(context, memory);
            String found = "%,d MiB for this machine or container, a heap of %,d MiB at most"
                    .formatted(memory / MIB, heap / MIB);
            if (heap + BESIDE_HEAP > memory) {
                return Finding.warn(
                        found + ": with about " + BESIDE_HEAP / MIB + " MiB outside the heap it does not fit",
                        "Give it more memory, or a smaller heap with -Xmx in SDP_JAVA_OPTS.");
            }
            return heap < MIN_HEAP
                    ? Finding.warn(found, "Give it " + MIN_HEAP / MIB + " MiB of heap or more.")
                    : Finding.ok(found);
        });
    }

    /** The last option of its kind wins; a size wins over a percentage. */
    private static long maxHeap(CheckContext context, long memory) throws IOException {
        StringBuilder options = new StringBuilder();
        for (Path file : context.jvmOptions()) {
            if (Files.isReadable(file)) {
                options.append(Files.readString(file).replaceAll("(?m)^#.*$", ""))
                        .append('\n');
            }
        }
        options.append(context.value(ConfigurationKey.SDP_JAVA_OPTS).orElse(""));
        long percentage = last(HEAP_PERCENTAGE, options)
                .map(found -> Long.valueOf(found.group(1)))
                .orElse(DEFAULT_HEAP_PERCENTAGE);
        return last(MAX_HEAP, options).map(InstallationChecks::bytes).orElse(memory / 100 * percentage);
    }

    private static Optional<MatchResult> last(Pattern option, CharSequence options) {
        return option.matcher(options).results().reduce((earlier, later) -> later);
    }

    private static long bytes(MatchResult heap) {
        long number = Long.parseLong(heap.group(1));
        return switch (heap.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> number * 1024;
            case "m" -> number * MIB;
            case "g" -> number * 1024 * MIB;
            default -> number;
        };
    }

    static Check openFiles(CheckContext context) {
        return openFiles(
                context,
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? OptionalLong.of(system.getMaxFileDescriptorCount())
                        : OptionalLong.empty());
    }

    /** Whether the system allows the configured number of streams: each is an open file. */
    static Check openFiles(CheckContext context, OptionalLong limit) {
        return Check.one("open-files", () -> {
                    if (limit.isEmpty()) {
                        return Finding.skip("this system does not report how many files may be open");
                    }
                    int streams = context.configuration().sessions().connectionsInTotal();
                    int needed = streams + FILES_BESIDE_STREAMS;
                    String found = "%,d may be open, for %,d streams (SSE_MAX_TOTAL_CONNECTIONS)"
                            .formatted(limit.getAsLong(), streams);
                    return limit.getAsLong() >= needed
                            ? Finding.ok(found)
                            : Finding.warn(
                                    found + ": too few",
                                    "Raise the limit to " + needed + " (LimitNOFILE of systemd, ulimit -Hn of the"
                                            + " shell), or lower SSE_MAX_TOTAL_CONNECTIONS.");
                })
                .after(ConfigurationChecks.CONFIGURATION);
    }

    /** The folder with the database, the keys and the journals. */
    static Check dataFolder(CheckContext context) {
        return Check.of("data-folder", () -> dataFolderFindings(context)).after(ConfigurationChecks.CONFIGURATION);
    }

    private static List<Finding> dataFolderFindings(CheckContext context) throws IOException {
        Path folder = context.configuration().storage().dataDirectory();
        if (!Files.exists(folder)) {
            return List.of(missing(folder));
        }
        UserPrincipal user = ProcessUser.current().principal();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder) || !Files.isWritable(folder)) {
            return List.of(Finding.fail(
                    folder + " is not a folder that " + user.getName() + " may write to",
                    "Run this as the user of the server, give the folder to that user, or set SDP_DATA_DIR."));
        }
        List<Finding> findings = new ArrayList<>();
        addOwnership(folder, user, findings);
        addSpace(folder, findings);
        if (isLocked(folder)) {
            context.setDataFolderHeld();
            findings.add(Finding.ok(
                    folder + " is in use by a running server, which is asked for the results that only it can have"));
        } else if (findings.stream().noneMatch(found -> found.outcome() == Outcome.FAIL)) {
            findings.add(Finding.ok(folder + " can be used; no server runs on it"));
        }
        return findings;
    }

    private static Finding missing(Path folder) {
        Path parent = folder;
        while (parent.getParent() != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return Files.isDirectory(parent) && Files.isWritable(parent)
                ? Finding.ok(folder + " does not exist yet; the first start creates it")
                : Finding.fail(
                        folder + " does not exist and cannot be created in " + parent,
                        "Create it and give it to the user of the server, or set SDP_DATA_DIR.");
    }

    private static void addOwnership(Path folder, UserPrincipal user, List<Finding> findings) throws IOException {
        Path lock = folder.resolve(LOCK);
        UserPrincipal owner = Files.getOwner(Files.exists(lock) ? lock : folder);
        if (!owner.equals(user)) {
            findings.add(Finding.warn(
                    folder + " belongs to " + owner.getName() + ", and this is " + user.getName(),
                    "Run this and the server as the same user."));
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        if (!mode.equals(PRIVATE)) {
            findings.add(Finding.warn(folder + " has the mode " + mode + " and contains keys", "chmod 700 " + folder));
        }
    }

    private static void addSpace(Path folder, List<Finding> findings) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        String found = "%,d MiB are free on the disk of %s".formatted(free / MIB, folder);
        if (free < MIN_SPACE) {
            findings.add(Finding.fail(
                    found,
                    "Make room now: when it is full the audit trail cannot be written, changes are refused and the server"
                            + " is not ready. It recovers without a restart when there is room."));
        } else if (free < COMFORTABLE_SPACE) {
            findings.add(Finding.warn(found, "Make room, or move SDP_DATA_DIR to a larger disk, before it is full."));
        }
    }

    /** Tries the server's lock and releases it at once. */
    private static boolean isLocked(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }
}
