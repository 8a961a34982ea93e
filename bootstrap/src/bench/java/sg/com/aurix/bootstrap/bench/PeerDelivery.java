package sg.com.aurix.bootstrap.bench;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sg.com.aurix.bootstrap.bench.peer.BareSender;
import sg.com.aurix.bootstrap.bench.peer.DbSchedulerPeer;
import sg.com.aurix.bootstrap.bench.peer.TransactionOutboxPeer;

/**
 * A peer in a process of its own. It is told over its input to make events ready ({@code prepare 1000}), answers {@code prepared}, is told
 * to {@code release} them, and leaves a row in {@code outcomes} for each that was sent.
 */
final class PeerDelivery implements Contender {
    private static final Duration PREPARING = Duration.ofMinutes(10);
    private static final String RECORDED = "SELECT count(*) FROM outcomes WHERE status = 204";

    /** What a peer without a queue has left in it. */
    private static final String NOTHING = "";

    private final String name;
    private final Jvm process;
    private final Database database;
    private final boolean stores;
    private final String remaining;
    private int prepared;

    private PeerDelivery(String name, Jvm process, Database database, String remaining) {
        this.name = name;
        this.process = process.awaitOutput("ready");
        this.database = database;
        this.stores = !remaining.equals(NOTHING);
        this.remaining = remaining;
    }

    static PeerDelivery dbScheduler(Bench bench, CountingListener listener) {
        return java(
                "db-scheduler",
                bench,
                database(bench, "delivery_dbscheduler"),
                listener,
                DbSchedulerPeer.class,
                "SELECT count(*) FROM scheduled_tasks");
    }

    static PeerDelivery transactionOutbox(Bench bench, CountingListener listener) {
        return java(
                "transaction-outbox",
                bench,
                database(bench, "delivery_outbox"),
                listener,
                TransactionOutboxPeer.class,
                "SELECT count(*) FROM txno_outbox WHERE NOT processed");
    }

    static PeerDelivery graphileWorker(Bench bench, CountingListener listener) {
        Database database = database(bench, "delivery_graphile");
        Path folder = NodePeer.installed(bench);
        Map<String, String> environment = new HashMap<>(database.forPrograms());
        environment.put("BENCH_LISTENER", listener.url());
        environment.put("BENCH_BODY", Body.JSON);
        Jvm node = Jvm.start(bench.folder(), environment, List.of("node", "graphile.mjs"), folder);
        return new PeerDelivery(
                "graphile-worker", node, database, "SELECT count(*) FROM graphile_worker._private_jobs");
    }

    /** The limit: our client and nothing else. */
    static PeerDelivery bareClient(Bench bench, CountingListener listener) {
        return java(
                "the HTTP client alone", bench, database(bench, "delivery_bare"), listener, BareSender.class, NOTHING);
    }

    private static Database database(Bench bench, String name) {
        Database database = bench.emptyDatabase(name);
        database.execute(
                "CREATE TABLE outcomes (event_id text NOT NULL, status integer NOT NULL, at timestamptz NOT NULL)");
        return database;
    }

    private static PeerDelivery java(
            String name, Bench bench, Database database, CountingListener listener, Class<?> main, String remaining) {
        List<String> arguments = new ArrayList<>(bench.settings().jvm());
        arguments.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                database.jdbcUrl(),
                database.user(),
                listener.url()));
        Jvm process = Jvm.start(bench.folder(), database.forPrograms(), arguments);
        return new PeerDelivery(name, process, database, remaining);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ready prepare(int events) {
        database.execute("TRUNCATE outcomes", "VACUUM");
        database.settle();
        prepared++;
        process.tell("prepare " + events);
        await().atMost(PREPARING).pollInterval(Duration.ofMillis(20)).until(() -> {
            process.requireAlive();
            return process.output().lines().filter("prepared"::equals).count() == prepared;
        });
        return new Ready() {
            @Override
            public void release() {
                process.tell("release");
            }

            @Override
            public boolean isDone() {
                process.requireAlive();
                return !stores || (database.number(RECORDED) == events && database.number(remaining) == 0);
            }
        };
    }

    @Override
    public void close() {
        process.close();
    }
}
