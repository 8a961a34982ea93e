package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Makes files and folders so that a crash or a power cut leaves the old state or the new one, never half of it. */
final class CrashSafeFiles {
    private CrashSafeFiles() {}

    /** Whether files here have Unix owners and modes; false on Windows, where the folder's own access rules apply. */
    static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Replaces the file by one that only its owner may read, with this text, on disk when this returns. */
    static void writePrivately(Path file, String text) throws IOException {
        Path aside = createPrivate(file.resolveSibling(file.getFileName() + ".new"));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        publish(aside, file);
    }

    /** Makes an empty file that only its owner may read; one of that name goes first. */
    static Path createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        return knowsOwners(file)
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    /** Makes an empty folder that only its owner may enter; one of that name goes first, with all that is in it. */
    static Path createPrivateFolder(Path folder) throws IOException {
        deleteTree(folder);
        return knowsOwners(folder)
                ? Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                : Files.createDirectory(folder);
    }

    /** Gives what was made aside its real name in one step that a power cut does not undo. */
    static void publish(Path aside, Path file) throws IOException {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        Path folder = file.getParent();
        if (folder != null && knowsOwners(folder)) {
            force(folder);
        }
    }

    /** Returns when the file's content (or the folder's list of names) is on disk. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes the folder and all in it, without following symbolic links; nothing happens where there is none. */
    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
