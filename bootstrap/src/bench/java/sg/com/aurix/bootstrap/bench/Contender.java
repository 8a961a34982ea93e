package sg.com.aurix.bootstrap.bench;

/** Something that delivers events: they are made ready, then released at once, and then it is watched until all are through. */
interface Contender extends AutoCloseable {
    /** How the table calls it. */
    String name();

    /** Whether the listener hears of its events. */
    default boolean sends() {
        return true;
    }

    /** Has so many events stand ready, of which nothing may begin before the release. */
    Ready prepare(int events);

    @Override
    void close();

    /** Events that stand ready. */
    interface Ready {
        /** Commits them; from here on time counts. */
        void release();

        /** Whether the outcome of every one is recorded; asked when the listener has heard of all. */
        boolean isDone();
    }
}
