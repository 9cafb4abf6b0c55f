package dev.darkroom.infra.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The laws that let a workflow be replayed: the same input decides the same, on every machine and at any time. */
final class PurityLaws {

    private static final Set<String> SURROUNDINGS_TYPES = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.ProcessHandle",
            "java.lang.ProcessBuilder",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.SplittableRandom",
            "java.util.Timer");

    private static final Set<String> UNORDERED = Set.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap");

    private static final Map<String, Set<String>> SURROUNDINGS_CALLS = Map.of(
            "java.lang.Math", Set.of("random"),
            "java.lang.StrictMath", Set.of("random"),
            "java.lang.Object", Set.of("wait", "notify", "notifyAll"),
            "java.util.Collections", Set.of("shuffle"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.Locale", Set.of("getDefault"),
            "java.time.ZoneId", Set.of("systemDefault"),
            "java.util.TimeZone", Set.of("getDefault"));

    private static final Set<String> FACTORIES = Set.of("of", "copyOf", "ofEntries");
    private static final Set<String> COLLECTORS = Set.of(
            "toSet",
            "toUnmodifiableSet",
            "toMap",
            "toUnmodifiableMap",
            "groupingBy",
            "toConcurrentMap",
            "groupingByConcurrent");

    static final Law SURROUNDINGS = Law.ofClasses(
            4,
            "no clock, random, env, sleep, thread in domain and workflow",
            tree -> List.of(
                    none(tree).dependOnClassesThat(describe("read the surroundings", PurityLaws::isSurroundings)),
                    none(tree).accessTargetWhere(describe("read the surroundings", PurityLaws::readsSurroundings))));

    static final Law ORDER = Law.ofClasses(
            5,
            "nor HashMap, HashSet, Set.of, Map.of (their order changes per JVM)",
            tree -> List.of(
                    none(tree)
                            .dependOnClassesThat(describe("have no order", type -> UNORDERED.contains(type.getName()))),
                    none(tree)
                            .accessTargetWhere(describe("make something without order", PurityLaws::makesUnordered))));

    private PurityLaws() {}

    private static ClassesShould none(Tree tree) {
        return noClasses()
                .that()
                .resideInAnyPackage(tree.in("workflows.domain"), tree.in("workflows.workflow"))
                .should();
    }

    private static boolean isSurroundings(JavaClass type) {
        return SURROUNDINGS_TYPES.contains(type.getName())
                || type.getPackageName().equals("java.util.random")
                || type.getPackageName().startsWith("java.util.concurrent");
    }

    private static boolean readsSurroundings(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        if (owner.equals("java.lang.System")) {
            // Its streams are law 13's.
            return !Set.of("arraycopy", "out", "err").contains(name);
        }
        if (owner.equals("java.util.Random")) {
            // Workflow.newRandom() gives one that a replay gets again; only making one is not replayed.
            return name.equals("<init>");
        }
        return SURROUNDINGS_CALLS.getOrDefault(owner, Set.of()).contains(name)
                || (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.startsWith("java.util.")
                        && Set.of("parallel", "parallelStream").contains(name));
    }

    private static boolean makesUnordered(JavaAccess<?> access) {
        return switch (access.getTargetOwner().getName()) {
            case "java.util.Set", "java.util.Map" -> FACTORIES.contains(access.getName());
            case "java.util.stream.Collectors" ->
                COLLECTORS.contains(access.getName())
                        && !access.getTarget().getFullName().contains("Supplier");
            default -> false;
        };
    }
}
