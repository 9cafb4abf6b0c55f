package dev.darkroom.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests of which nobody can doubt where they end and whom they are for, so that whoever stands in front of this
 * server sees the same requests in the same bytes (RFC 9112, sections 3.2, 5.2, 6.1 and 7.1). Any other is the last of its
 * connection: what follows it is not read.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private final Queue<HttpMethod> unanswered;
    private final BodyLimits bodies;
    private boolean inHead = true;
    private boolean pastRequestLine;
    private boolean folded;
    private boolean lost;
    private boolean cutShort;
    private boolean held;
    private long chunkedBytes;
    private boolean tooLong;

    /**
     * @param unanswered gets the method of each request
     * @param bodies how long they may be
     */
    StrictRequestDecoder(HttpDecoderConfig limits, Queue<HttpMethod> unanswered, BodyLimits bodies) {
        super(limits);
        this.unanswered = unanswered;
        this.bodies = bodies;
    }

    /** Whether nobody knows where the next request would begin. */
    boolean isLost() {
        return lost;
    }

    /** A body that breaks off is told to whoever waits for it; with nobody, there is nobody to tell. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (tooLong) {
            ReferenceCountUtil.release(message);
            return;
        }
        super.channelRead(context, message);
        if (tooLong || cutShort) {
            RuntimeException why = tooLong
                    ? new BodyTooLongException()
                    : new BadFieldException(null, "the chunks of the body cannot be read");
            cutShort = false;
            if (unanswered.isEmpty()) {
                ChannelFuture _ = context.close();
            } else {
                context.fireExceptionCaught(why);
            }
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (inHead && hasFold(bytes)) {
            folded = true;
        }
        int before = out.size();
        super.decode(context, bytes, out);
        for (Object message : out.subList(before, out.size())) {
            note(message);
        }
        if (cutShort) {
            // The framework would take it for the end of a body that is whole.
            out.removeLast();
        }
    }

    private void note(Object message) {
        boolean failed = message instanceof DecoderResultProvider read
                && read.decoderResult().isFailure();
        lost |= failed;
        if (message instanceof HttpContent content && held) {
            chunkedBytes += content.content().readableBytes();
            tooLong |= chunkedBytes > BodyLimits.CHUNKED_BYTES_MAX;
            lost |= tooLong;
        }
        if (message instanceof HttpRequest request) {
            unanswered.add(request.method());
            inHead = false;
            held = isHeldInChunks(request);
            chunkedBytes = 0;
        } else if (message instanceof LastHttpContent) {
            inHead = true;
            pastRequestLine = false;
            cutShort = failed;
        }
    }

    /** Whether nobody knows how long a body is that will be held as a whole. What is put is read as it comes. */
    private static boolean isHeldInChunks(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request)
                && !request.method().equals(HttpMethod.PUT)
                && !BodyLimits.isForm(request.headers().get(HttpHeaderNames.CONTENT_TYPE));
    }

    /** Called for each request once, when its head is complete and nothing is made of it yet; what it throws refuses it. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        String objection = message instanceof HttpRequest request ? objection(request) : null;
        if (objection != null) {
            throw new IllegalArgumentException(objection);
        }
        if (HttpUtil.getContentLength(message, 0L)
                > bodies.bytesMax(message.headers().get(HttpHeaderNames.CONTENT_TYPE))) {
            // What is refused for its length is not asked to go on before.
            message.headers().remove(HttpHeaderNames.EXPECT);
        }
        return super.isContentAlwaysEmpty(message);
    }

    private @Nullable String objection(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (folded) {
            return "a header goes on in the next line";
        }
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return "neither HTTP/1.1 nor HTTP/1.0";
        }
        if (!request.method().name().chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            return "a method is in capitals";
        }
        if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
            return "not one Host";
        }
        if (!isForUs(request.uri(), hosts.isEmpty() ? "" : hosts.getFirst())) {
            return "neither a path nor a URL of the Host";
        }
        return isChunkedAlone(request.headers()) ? null : "the length of the body is in doubt";
    }

    private static boolean isForUs(String target, String host) {
        if (!target.chars().allMatch(c -> c > ' ' && c <= '~' && c != '#')) {
            return false;
        }
        if (target.startsWith("/")) {
            return !target.startsWith("//");
        }
        return target.equals("*")
                || Stream.of("http://", "https://").anyMatch(scheme -> {
                    String start = scheme + host + "/";
                    return target.regionMatches(true, 0, start, 0, start.length());
                });
    }

    /** Whether the body is either in chunks and nothing else, or not in chunks. */
    private static boolean isChunkedAlone(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
                        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
    }

    /** Whether a line of the head begins with white space. The decoder itself would join it to the line before. */
    private boolean hasFold(ByteBuf bytes) {
        int line = bytes.readerIndex();
        while (!pastRequestLine && line < bytes.writerIndex() && isLineEnd(bytes.getByte(line))) {
            line++;
        }
        while (line < bytes.writerIndex() && !(pastRequestLine && isLineEnd(bytes.getByte(line)))) {
            byte first = bytes.getByte(line);
            if (pastRequestLine && (first == ' ' || first == '\t')) {
                return true;
            }
            int end = bytes.indexOf(line, bytes.writerIndex(), LF);
            if (end < 0) {
                return false;
            }
            pastRequestLine = true;
            line = end + 1;
        }
        return false;
    }

    private static boolean isLineEnd(byte value) {
        return value == CR || value == LF;
    }
}
