package dev.darkroom.activities.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Names that have the addresses a test gives them, another answer at each question. Addresses are their own. */
public final class ScriptedNames implements NameResolver {

    private final Map<String, Queue<List<String>>> answers = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    /** The next answer for a name; the last one is given for ever. */
    public ScriptedNames answer(String name, String... addresses) {
        answers.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(List.of(addresses));
        return this;
    }

    /** What was asked, in order. */
    public List<String> questions() {
        return questions;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        questions.add(host);
        Queue<List<String>> left = answers.get(host);
        if (left == null) {
            return literal(host);
        }
        List<String> next = left.size() > 1 ? left.remove() : left.element();
        return next.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static InetAddress[] literal(String host) throws UnknownHostException {
        try {
            return Stream.of(InetAddress.ofLiteral(host)).toArray(InetAddress[]::new);
        } catch (IllegalArgumentException e) {
            throw new UnknownHostException("no such name");
        }
    }
}
