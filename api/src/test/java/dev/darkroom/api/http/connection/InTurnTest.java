package dev.darkroom.api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new InTurn());

    @Test
    void a_request_waits_for_the_answer_to_the_one_before() {
        asked("/a", "/b", "/c");
        assertEquals(List.of("/a"), handedOn());
        answer(HttpResponseStatus.OK);
        assertEquals(List.of("/b"), handedOn());
        answer(HttpResponseStatus.OK);
        assertEquals(List.of("/c"), handedOn());
    }

    @Test
    void a_body_comes_with_its_request() {
        channel.writeInbound(request("/a"), body("a"));
        channel.writeInbound(body("b"), LastHttpContent.EMPTY_LAST_CONTENT, request("/b"));
        assertEquals(List.of("/a", "a", "b"), handedOn());
    }

    @Test
    void the_go_ahead_for_a_body_is_no_answer() {
        asked("/a", "/b");
        answer(HttpResponseStatus.CONTINUE);
        assertEquals(List.of("/a"), handedOn());
    }

    @Test
    void an_answer_in_parts_is_one() {
        asked("/a", "/b");
        channel.writeOutbound(body("some"));
        assertEquals(List.of("/a"), handedOn());
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertEquals(List.of("/b"), handedOn());
    }

    @Test
    void nothing_is_done_for_a_client_who_does_not_take_its_answers() {
        asked("/a", "/b");
        keepsUp(false);
        answer(HttpResponseStatus.OK);
        assertEquals(List.of("/a"), handedOn());
        keepsUp(true);
        assertEquals(List.of("/b"), handedOn());
    }

    @Test
    void a_request_that_comes_while_the_answer_before_is_not_taken_waits_too() {
        asked("/a");
        answer(HttpResponseStatus.OK);
        keepsUp(false);
        asked("/b");
        assertEquals(List.of("/a"), handedOn());
        keepsUp(true);
        assertEquals(List.of("/b"), handedOn());
    }

    @Test
    void nothing_is_read_while_something_waits() {
        channel.config().setAutoRead(false);
        asked("/a", "/b");
        Reads reads = new Reads();
        channel.pipeline().addFirst(reads);
        channel.read();
        assertEquals(0, reads.many);
        answer(HttpResponseStatus.OK);
        channel.read();
        assertEquals(1, reads.many);
    }

    @Test
    void what_waits_when_the_connection_ends_is_let_go() {
        DefaultHttpContent waiting = body("waits");
        asked("/a", "/b");
        channel.writeInbound(waiting);
        assertEquals(1, waiting.refCnt());
        channel.close().syncUninterruptibly();
        channel.runPendingTasks();
        assertEquals(0, waiting.refCnt());
        assertFalse(channel.isOpen());
    }

    @Test
    void who_sends_hundreds_of_requests_ahead_is_hung_up_on() {
        int requests = 0;
        while (channel.isOpen()) {
            asked("/a");
            requests++;
        }
        // One is handed on, and of each that waits there are a head and an end.
        assertEquals(InTurn.WAITING_MAX / 2 + 2, requests);
    }

    @Test
    void what_cannot_be_read_comes_after_what_was_read_before_it() {
        List<String> seen = new ArrayList<>();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                seen.add(message instanceof HttpRequest request ? request.uri() : "part");
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                seen.add(String.valueOf(cause.getMessage()));
            }
        });
        asked("/a");
        channel.writeInbound(request("/b"));
        channel.pipeline().fireExceptionCaught(new IllegalStateException("unreadable"));
        assertEquals(List.of("/a", "part"), seen);
        answer(HttpResponseStatus.OK);
        assertEquals(List.of("/a", "part", "/b", "unreadable"), seen);
    }

    @Test
    void nothing_is_done_after_an_answer_that_ends_the_connection() {
        asked("/a", "/b");
        DefaultFullHttpResponse last = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setKeepAlive(last, false);
        channel.writeOutbound(last);
        assertEquals(List.of("/a"), handedOn());
    }

    private void asked(String... paths) {
        for (String path : paths) {
            channel.writeInbound(request(path), LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void keepsUp(boolean takes) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, takes);
        channel.runPendingTasks();
    }

    /** What has been handed on since this was last asked: the paths of requests, and the bodies. */
    private List<String> handedOn() {
        List<String> handed = new ArrayList<>();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (message instanceof HttpRequest request) {
                handed.add(request.uri());
            } else if (message instanceof DefaultHttpContent content) {
                handed.add(content.content().toString(StandardCharsets.US_ASCII));
            }
        }
        return handed;
    }

    private static HttpRequest request(String path) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    }

    private static DefaultHttpContent body(String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        return new DefaultHttpContent(bytes);
    }

    /** Counts how often the socket is asked for more. */
    private static final class Reads extends ChannelOutboundHandlerAdapter {

        private int many;

        @Override
        public void read(ChannelHandlerContext context) {
            many++;
        }
    }
}
