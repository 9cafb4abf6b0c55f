package dev.darkroom.api.http.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on a client's next request when the one before it is answered and the client keeps up with taking its answers. A
 * thousand requests fit into what is read at once; whoever sends them and reads nothing costs one answer, not a thousand.
 */
final class InTurn extends ChannelDuplexHandler {

    /** Heads, parts of bodies and their ends that may wait. Whoever sends more ahead, in so few bytes, is no caller. */
    static final int WAITING_MAX = 256;

    /** What was read and has to wait: never more than one read of the socket, since no other is made meanwhile. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private boolean unanswered;
    private boolean ending;
    private boolean called;

    /** What could not be read, in its turn. */
    private record Unreadable(Throwable cause) {}

    /** Whether an answer ends with that: the go-ahead for a body is none. */
    static boolean endsAnswer(Object message) {
        return message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().equals(HttpResponseStatus.CONTINUE));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty() && (!(message instanceof HttpRequest) || isFree(context))) {
            handOn(context, message);
        } else if (waiting.size() < WAITING_MAX) {
            waiting.add(message);
        } else {
            ReferenceCountUtil.release(message);
            ChannelFuture _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (waiting.isEmpty()) {
            context.fireExceptionCaught(cause);
        } else {
            waiting.add(new Unreadable(cause));
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        ending |= message instanceof HttpResponse response && !HttpUtil.isKeepAlive(response);
        super.write(context, message, promise);
        if (endsAnswer(message)) {
            unanswered = false;
            callNext(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        callNext(context);
        super.channelWritabilityChanged(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** Later, since whoever writes an answer does not expect to be given a request in the middle of it. */
    private void callNext(ChannelHandlerContext context) {
        if (!waiting.isEmpty() && !called) {
            called = true;
            context.executor().execute(() -> {
                called = false;
                next(context);
            });
        }
    }

    private void next(ChannelHandlerContext context) {
        if (waiting.isEmpty() || !isFree(context)) {
            return;
        }
        do {
            handOn(context, waiting.remove());
        } while (!waiting.isEmpty() && !(waiting.peek() instanceof HttpRequest));
        // Who has been given something reads on after this: here, or from the socket.
        context.fireChannelReadComplete();
        callNext(context);
    }

    private boolean isFree(ChannelHandlerContext context) {
        return !unanswered && !ending && context.channel().isWritable();
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        if (message instanceof Unreadable unreadable) {
            context.fireExceptionCaught(unreadable.cause());
            return;
        }
        unanswered |= message instanceof HttpRequest;
        context.fireChannelRead(message);
    }
}
