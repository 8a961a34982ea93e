package sg.com.aurix.bootstrap.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import sg.com.aurix.bootstrap.figures.Bar;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.ServerProcess;
import sg.com.aurix.bootstrap.system.TestPartner;

/** {@code start}: from the start of the process to its first answer, and its memory when idle, beside a bare server. */
final class StartFigures {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 2_000_000;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double SETTLED = 0.01;
    private static final String HELLO = "/hello";

    /** By then our server has made what its first answers did not need. */
    private static final Duration MADE_LATER = Duration.ofSeconds(2);

    /** How often a server is used before its AOT cache is made. */
    private static final int USES = 50;

    private final Bench bench;
    private final Database database;
    private final Path hello;
    private final Path helloWithOurLibraries;

    private StartFigures(Bench bench, Database database) {
        this.bench = bench;
        this.database = database;
        this.hello = HelloJar.make(bench.folder());
        this.helloWithOurLibraries = HelloJar.makeWithOurLibraries(bench.folder());
    }

    static List<Figure> measure(Bench bench) {
        try {
            return new StartFigures(bench, bench.emptyDatabase("start")).measure();
        } finally {
            bench.drop("start");
        }
    }

    private List<Figure> measure() {
        ServerJar ours =
                new ServerJar(AurixUnderTest.JAR, "/health", bench.folder().resolve("ours.aot"));
        ServerJar bare = new ServerJar(hello, HELLO, bench.folder().resolve("hello.aot"));
        ServerJar loaded =
                new ServerJar(helloWithOurLibraries, HELLO, bench.folder().resolve("hello-with-our-libraries.aot"));
        Started plain = new Started();
        Started cached = new Started();
        Started barePlain = new Started();
        Started bareCached = new Started();
        Started loadedCached = new Started();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            plain.add(start(ours, List.of()));
            barePlain.add(start(bare, List.of()));
            // Caches of one jar, made alike, can differ by more than two builds do.
            train(ours, StartFigures::useOurs);
            train(bare, StartFigures::useBare);
            train(loaded, StartFigures::useBare);
            cached.add(start(ours, List.of("-XX:AOTCache=" + ours.cache())));
            bareCached.add(start(bare, List.of("-XX:AOTCache=" + bare.cache())));
            loadedCached.add(start(loaded, List.of("-XX:AOTCache=" + loaded.cache())));
        }
        String peer = "bare Micronaut and Hikari";
        String limit = "the bare server with all our libraries, with AOT cache";
        return List.of(
                Figure.of(
                        "start to first answer, with AOT cache",
                        "s",
                        cached.seconds.rounds(),
                        peer + ", with AOT cache",
                        bareCached.seconds.rounds(),
                        Bar.atMost(1.5)),
                Figure.of(
                        "idle memory, with AOT cache",
                        "MiB",
                        cached.memory.rounds(),
                        peer + ", with AOT cache",
                        bareCached.memory.rounds(),
                        Bar.atMost(1.3)),
                Figure.told(
                        "idle memory after a collection, with AOT cache",
                        "MiB",
                        cached.collected.rounds(),
                        peer + ", with AOT cache",
                        bareCached.collected.rounds()),
                Figure.told(
                        "start to first answer, with AOT cache",
                        "s",
                        cached.seconds.rounds(),
                        limit,
                        loadedCached.seconds.rounds()),
                Figure.told(
                        "idle memory, with AOT cache",
                        "MiB",
                        cached.memory.rounds(),
                        limit,
                        loadedCached.memory.rounds()),
                Figure.told("start to first answer", "s", plain.seconds.rounds(), peer, barePlain.seconds.rounds()),
                Figure.told("idle memory", "MiB", plain.memory.rounds(), peer, barePlain.memory.rounds()));
    }

    /** A run that does what servers do, at whose end the JDK keeps what it learnt. */
    private void train(ServerJar program, Consumer<Calls> use) {
        delete(program.cache());
        int port = ServerProcess.freePort();
        try (Jvm jvm = launch(program, port, List.of("-XX:AOTCacheOutput=" + program.cache()))) {
            awaitAnswer(jvm, port, program.path());
            use.accept(new Calls("http://127.0.0.1:" + port));
            LockSupport.parkNanos(MADE_LATER.toNanos());
        }
        requireCache(program);
    }

    private static void useOurs(Calls calls) {
        TestPartner partner = TestPartner.create(calls);
        for (int click = 0; click < USES; click++) {
            var _ = partner.click("https://shop.example/" + UUID.randomUUID());
        }
        for (String list : List.of("leads", "attribution", "deliveries")) {
            var _ = partner.calls().get("/integrations/external/" + list, partner.apiKey());
        }
    }

    private static void useBare(Calls calls) {
        for (int call = 0; call < USES; call++) {
            var _ = calls.get(HELLO);
        }
    }

    private static void delete(Path cache) {
        try {
            Files.deleteIfExists(cache);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireCache(ServerJar program) {
        if (!Files.exists(program.cache())) {
            throw new IllegalStateException("the JDK made no AOT cache of " + program.jar());
        }
    }

    private Jvm launch(ServerJar program, int port, List<String> options) {
        List<String> arguments = new ArrayList<>(bench.settings().jvm());
        arguments.addAll(options);
        arguments.addAll(List.of("-jar", program.jar().toString()));
        return Jvm.start(bench.folder(), AurixUnderTest.variables(bench, database, port), arguments);
    }

    private Start start(ServerJar program, List<String> options) {
        int port = ServerProcess.freePort();
        long begin = System.nanoTime();
        try (Jvm jvm = launch(program, port, options)) {
            awaitAnswer(jvm, port, program.path());
            double seconds = (System.nanoTime() - begin) / NANOS_A_SECOND;
            double memory = idleMemory(jvm);
            Bench.say("  " + program.jar().getFileName() + " " + options.size() + ": " + Math.round(seconds * 1000)
                    + " ms, " + Math.round(memory) + " MiB");
            var _ = Program.jcmd()
                    .run(bench.folder(), Map.of(), List.of(Long.toString(jvm.pid()), "GC.run"), PATIENCE.toSeconds());
            return new Start(seconds, memory, idleMemory(jvm));
        }
    }

    /** Asks until there is an answer; until then connections are refused, which costs the asker next to nothing. */
    private static void awaitAnswer(Jvm jvm, int port, String path) {
        byte[] request = HttpConnection.get(path, "none");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (HttpConnection connection = new HttpConnection(port)) {
                if (connection.exchange(request).status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                jvm.requireAlive();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IllegalStateException("no answer: " + jvm.output());
    }

    /** The memory when it has stopped changing. */
    private static double idleMemory(Jvm jvm) {
        double[] last = {jvm.memoryMib()};
        await().pollDelay(Duration.ofSeconds(2))
                .pollInterval(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> {
                    double before = last[0];
                    last[0] = jvm.memoryMib();
                    return Math.abs(last[0] - before) < before * SETTLED;
                });
        return last[0];
    }

    /** @param path what it answers with a query to its database behind it */
    private record ServerJar(Path jar, String path, Path cache) {}

    private record Start(double seconds, double memoryMib, double collectedMib) {}

    private static final class Started {
        private final Rounds.Gathering seconds = new Rounds.Gathering();
        private final Rounds.Gathering memory = new Rounds.Gathering();
        private final Rounds.Gathering collected = new Rounds.Gathering();

        void add(Start start) {
            seconds.add(start.seconds());
            memory.add(start.memoryMib());
            collected.add(start.collectedMib());
        }
    }
}
