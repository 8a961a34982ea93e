package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.util.concurrent.Executor;

/** What a request came on. */
public final class Connection {
    private Connection() {}

    /** The thread that reads and writes the request's connection; what runs there must never wait. */
    public static Executor threadOf(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            throw new IllegalStateException("every request of this server comes on a connection of Netty's");
        }
        return netty.getChannelHandlerContext().executor();
    }
}
