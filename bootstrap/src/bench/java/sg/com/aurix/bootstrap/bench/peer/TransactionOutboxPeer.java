package sg.com.aurix.bootstrap.bench.peer;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sg.com.aurix.bootstrap.bench.Body;

/**
 * gruelbox transaction-outbox: work is submitted as soon as its transaction is committed, to as many threads as there are connections,
 * because each holds one for the whole of its work. Nothing is kept of what is done, as is its default.
 */
public final class TransactionOutboxPeer {
    private static final int THREADS = 64;

    /** Longer than a round: what is under way is not to be taken up a second time. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private TransactionOutboxPeer() {}

    /**
     * Runs until its input ends.
     *
     * @param args the database's address and user, and the listener's URL
     */
    public static void main(String[] args) throws IOException {
        Posting posting = Posting.to(args[2]);
        HikariDataSource pool = Pool.open(args, THREADS + 2);
        ThreadLocalContextTransactionManager transactions = TransactionManager.fromDataSource(pool);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        TransactionOutbox outbox = TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
                .instantiator(Instantiator.using(_ -> new PostingDelivery(posting, transactions)))
                .submitter(Submitter.withExecutor(threads))
                .attemptFrequency(AGAIN)
                .build();
        Orders orders = new Orders();
        orders.follow(events -> transactions.inTransaction(() -> {
            Delivery delivery = outbox.schedule(Delivery.class);
            for (int i = 0; i < events; i++) {
                delivery.deliver(UUID.randomUUID().toString(), Body.JSON);
            }
            orders.awaitRelease();
        }));
    }

    /** The work, as the library wants it: a method to be called later. */
    public interface Delivery {
        /** Sends a body and records what came of it, in the transaction that removes the work. */
        void deliver(String eventId, String body);
    }

    private record PostingDelivery(Posting posting, ThreadLocalContextTransactionManager transactions)
            implements Delivery {
        @Override
        public void deliver(String eventId, String body) {
            int status = posting.post(body);
            transactions.requireTransaction(transaction -> {
                try {
                    Pool.record(transaction.connection(), eventId, status);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
