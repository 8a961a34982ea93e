package sg.com.aurix.adapters.http.request;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/**
 * Sets what the server itself must refuse or let through before any surface sees a request (RS-21). Part of the code and not of a
 * configuration file, because the surfaces rely on it.
 */
@Singleton
final class ServerLimits implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
    /** {@code /go} takes a page address of 8192 characters as a parameter, escaped to up to three times that. */
    private static final int LONGEST_REQUEST_LINE = 32 * 1024;

    /** All headers together: a Referer may be a page address too. */
    private static final int LONGEST_HEADERS = 32 * 1024;

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        NettyHttpServerConfiguration server = event.getBean();
        // Surfaces refuse at their own limits, which are lower; this one holds for whatever no surface reads.
        server.setMaxRequestSize(BodyLimit.largest() + 1024L);
        server.setMaxRequestBufferSize(BodyLimit.largest() + 1024L);
        server.setMaxInitialLineLength(LONGEST_REQUEST_LINE);
        server.setMaxHeaderSize(LONGEST_HEADERS);
        // Unpacking would make a large body of a small one; RequestBody refuses what is compressed.
        server.setRequestDecompressionEnabled(false);
        // Browsers do not escape braces and bars in links, and advertising links are full of them.
        server.setEscapeHtmlUrl(true);
        // A semicolon within a parameter is part of it (WHATWG URL standard).
        server.setSemicolonIsNormalChar(true);
        return server;
    }
}
