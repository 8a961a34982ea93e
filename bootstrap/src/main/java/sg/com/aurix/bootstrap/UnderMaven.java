package sg.com.aurix.bootstrap;

/**
 * What {@code mvn -Prun} starts: Maven passes no signal on to what it runs, so a stopped Maven would leave the server behind.
 */
final class UnderMaven {
    private UnderMaven() {}

    /**
     * Starts {@link Main} and ends it, with its graceful shutdown, as soon as the process that started this one is gone.
     *
     * @param args passed on as they are
     */
    public static void main(String[] args) throws Exception {
        ProcessHandle.current().parent().ifPresent(maven -> {
            var _ = maven.onExit().thenRun(() -> System.exit(0));
        });
        Main.main(args);
    }
}
