package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a data folder is ours. The operating system takes the lock back when this process ends, however it ends.
 *
 * <p>The lock file stays when the lock goes: deleting it would let two servers lock two files of one name.
 */
final class FolderLock implements AutoCloseable {
    /** Far behind the text, because Windows keeps others from reading what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * Folders locked by this process. It must be asked before the lock file is opened: POSIX drops a process's locks on a file
     * as soon as it closes any one of its handles to that file.
     */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder's lock.
     *
     * @throws EmbeddedPostgresException if another server, or another part of this one, has it
     */
    static FolderLock take(DataFolder folder) throws IOException {
        if (!LOCKED_HERE.add(folder.root())) {
            throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new FolderLock(folder.root(), lock(folder));
        } catch (IOException | RuntimeException e) {
            LOCKED_HERE.remove(folder.root());
            throw e;
        }
    }

    private static FileChannel lock(DataFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.lockFile(), StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw inUse(folder, Files.readString(folder.lockFile()).strip());
            }
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static EmbeddedPostgresException inUse(DataFolder folder, String pid) {
        return new EmbeddedPostgresException(
                "The data folder %s is in use by another Aurix server (pid %s). Stop that one, or set AURIX_DATA_DIR to another folder."
                        .formatted(folder.root(), pid.isEmpty() ? "unknown" : pid));
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The lock of %s cannot be given back.".formatted(folder), e);
        } finally {
            LOCKED_HERE.remove(folder);
        }
    }
}
