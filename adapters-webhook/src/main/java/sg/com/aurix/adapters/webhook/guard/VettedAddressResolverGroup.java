package sg.com.aurix.adapters.webhook.guard;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy.Verdict;

/**
 * Resolves what the outbound client dials and answers vetted addresses only (RS-15).
 *
 * <p>A name is looked up exactly once per dial, every answer is judged, and the client connects to the address that was
 * judged: a name server that changes its mind in between (DNS rebinding) changes nothing. One refused answer refuses the
 * name. Addresses written out pass through here too. A refusal fails the dial with {@link AddressRefusedException}, a name
 * without addresses with {@link UnknownHostException}. A pooled connection is not resolved again; it leads where it led when
 * its address was vetted.
 *
 * <p>Look-ups run on virtual threads, so event loops never wait for name servers. There is no time limit here: the client's
 * deadline covers the look-up (RS-11), and an answer that comes after it is dropped.
 */
public final class VettedAddressResolverGroup extends AddressResolverGroup<InetSocketAddress> {

    /**
     * Look-ups under way at once. The system's resolver holds a carrier thread while it waits, and the JVM lends at most 256
     * of them in all: slow name servers must not starve every other virtual thread of the server.
     */
    static final int MAX_LOOKUPS = 128;

    private static final ThreadFactory THREADS =
            Thread.ofVirtual().name("webhook-lookup-", 0).factory();

    private final AddressPolicy policy;
    private final HostLookup lookup;
    private final Semaphore permits = new Semaphore(MAX_LOOKUPS);

    /** Resolves by the system's own look-up. */
    public VettedAddressResolverGroup(AddressPolicy policy) {
        this(policy, HostLookup.system());
    }

    /** Resolves by the given look-up, which is called on a virtual thread, at most 128 times at once. */
    public VettedAddressResolverGroup(AddressPolicy policy, HostLookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new VettedResolver(executor);
    }

    private <T> void vet(InetSocketAddress target, Promise<T> promise, Function<List<InetSocketAddress>, T> answer) {
        THREADS.newThread(() -> {
                    permits.acquireUninterruptibly();
                    try {
                        if (!promise.isDone()) {
                            promise.trySuccess(answer.apply(vetted(target)));
                        }
                    } catch (Throwable e) {
                        // Whatever it is, a dial without an answer would hang until its deadline.
                        promise.tryFailure(e);
                    } finally {
                        permits.release();
                    }
                })
                .start();
    }

    private List<InetSocketAddress> vetted(InetSocketAddress target) throws IOException {
        var host = target.getHostString();
        var addresses = target.isUnresolved() ? addressesOf(host) : List.of(target.getAddress());
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        for (var address : addresses) {
            require(policy.judge(address), host);
        }
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, target.getPort()))
                .toList();
    }

    private List<InetAddress> addressesOf(String host) throws IOException {
        return switch (HostText.of(host)) {
            case HostText.Name(var name) -> lookup.addressesOf(name);
            case HostText.Literal literal -> {
                require(literal.judge(policy), host);
                yield List.of(InetAddress.getByAddress(host, literal.address().getBytes()));
            }
            case HostText.Malformed() -> throw new UnknownHostException(host);
        };
    }

    private static void require(Verdict verdict, String host) throws AddressRefusedException {
        if (verdict instanceof Verdict.Refused(var range)) {
            throw new AddressRefusedException(host, range);
        }
    }

    private final class VettedResolver extends AbstractAddressResolver<InetSocketAddress> {

        VettedResolver(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        /** Nothing counts as resolved, or addresses written out would be dialled unseen. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress target, Promise<InetSocketAddress> promise) {
            vet(target, promise, List::getFirst);
        }

        @Override
        protected void doResolveAll(InetSocketAddress target, Promise<List<InetSocketAddress>> promise) {
            vet(target, promise, Function.identity());
        }
    }
}
