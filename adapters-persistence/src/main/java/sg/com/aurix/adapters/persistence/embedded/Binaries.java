package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, packed: one {@code .txz} of the Zonky binaries on the class path. */
final class Binaries {
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

    private final URL archive;

    private Binaries(URL archive) {
        this.archive = archive;
    }

    static Binaries ofThisMachine() {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        ClassLoader classes = Binaries.class.getClassLoader();
        return archiveNames(system, architecture, Files.exists(Path.of("/etc/alpine-release"))).stream()
                .flatMap(classes::resources)
                .findFirst()
                .map(Binaries::new)
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "This build brings no PostgreSQL for %s on %s. Name a PostgreSQL of your own in AURIX_DATABASE_URL, AURIX_DATABASE_USER and AURIX_DATABASE_PASSWORD."
                                .formatted(system, architecture)));
    }

    /** The names under which the Zonky artifacts keep what runs on such a machine, the best first. */
    static List<String> archiveNames(String systemName, String architectureName, boolean alpine) {
        String lowerCase = systemName.toLowerCase(Locale.ROOT);
        String system =
                lowerCase.startsWith("mac") ? "darwin" : lowerCase.startsWith("windows") ? "windows" : lowerCase;
        String architecture =
                switch (architectureName.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    case "x86", "i386", "i486", "i586", "i686" -> "x86_32";
                    case "arm", "arm32" -> "arm_32";
                    case "ppc64le" -> "ppcle_64";
                    default -> architectureName.toLowerCase(Locale.ROOT);
                };
        List<String> names = new ArrayList<>();
        if (alpine) {
            names.add("postgres-" + system + "-" + architecture + "-alpine_linux.txz");
        }
        names.add("postgres-" + system + "-" + architecture + ".txz");
        if (system.equals("darwin") && architecture.equals("arm_64")) {
            names.add("postgres-darwin-x86_64.txz");
        }
        return names;
    }

    /**
     * The folder with {@code bin}, {@code lib} and {@code share} below the given one, unpacked at the first call and found again at
     * later ones, also when several processes call at once. Other binaries get a folder of another name.
     */
    Path unpackedInto(Path folder) throws IOException {
        Path home = folder.resolve("postgres-" + checksum());
        if (!Files.isDirectory(home)) {
            // A process cannot wait for a file lock that it holds itself, hence both kinds of lock.
            synchronized (Binaries.class) {
                try (FileChannel channel = FileChannel.open(
                                folder.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    unpackOnce(home);
                }
            }
        }
        return home;
    }

    private void unpackOnce(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            LOG.info("Unpacking PostgreSQL into {}", home);
            Path aside = home.resolveSibling(home.getFileName() + ".new");
            CrashSafeFiles.deleteTree(aside);
            unpack(aside);
            CrashSafeFiles.publish(aside, home);
        }
    }

    /** Stands for the version, which the archive does not name; a jar knows it without reading the archive. */
    private String checksum() throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return "%08x".formatted(jar.getJarEntry().getCrc());
        }
        CheckedInputStream content = new CheckedInputStream(connection.getInputStream(), new CRC32());
        try (content) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return "%08x".formatted(content.getChecksum().getValue());
    }

    /** Leaves it to the system when to write: a thousand forced files cost seconds, and the archive is there to unpack again. */
    private void unpack(Path target) throws IOException {
        createFolder(target);
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(target);
                // Not every archive names each folder before what is in it.
                createFolder(entry.isDirectory() ? path : path.resolveSibling(""));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (!entry.isDirectory()) {
                    Files.copy(tar, path);
                    setMode(path, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolder(folder.resolveSibling(""));
            Files.createDirectory(folder);
            setMode(folder, true);
        }
    }

    /** Everybody may read the programs, whatever our umask says: started by root, another account runs them. */
    private static void setMode(Path path, boolean executable) throws IOException {
        if (CrashSafeFiles.knowsOwners(path)) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
