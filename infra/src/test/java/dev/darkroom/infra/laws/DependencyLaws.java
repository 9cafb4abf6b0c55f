package dev.darkroom.infra.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The laws of who may import whom. */
final class DependencyLaws {

    static final Law DOMAIN = Law.ofClasses(
            1,
            "domain depends on java.lang, util, time, math, jspecify and itself",
            tree -> List.of(only(tree, "workflows.domain", pure(tree))));

    static final Law LAYERS = Law.ofClasses(
            3,
            "contract adds io.temporal annotations; workflow adds io.temporal + slf4j; only wire and the two readers of"
                    + " JSON see Jackson",
            tree -> List.of(
                    only(
                            tree,
                            "workflows.contract",
                            pure(tree)
                                    .or(inAny(tree.in("workflows.contract")))
                                    .or(describe("Temporal's annotations", DependencyLaws::isOfTemporalAnnotations))),
                    only(
                            tree,
                            "workflows.workflow",
                            pure(tree)
                                    .or(inAny(
                                            tree.in("workflows.contract"),
                                            tree.in("workflows.workflow"),
                                            "io.temporal..",
                                            "org.slf4j.."))
                                    .or(describe("of lambdas", DependencyLaws::isOfSerializableLambdas))),
                    // The strict reader of requests and that of providers' answers are outside workflows; nobody else
                    // has a parser of their own. By the annotations alone Serde and the OpenAPI documents learn how a
                    // surface's reply names its
                    // fields and what it leaves out.
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                    tree.in("workflows.wire"), tree.in("activities.json"), tree.in("api.http"))
                            .should()
                            .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson..")
                                    .and(not(describe("annotations", DependencyLaws::isOfJacksonAnnotations)))),
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                    tree.in("workflows.wire"),
                                    tree.in("activities.json"),
                                    tree.in("api.http"),
                                    tree.in("api.surface"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("com.fasterxml.jackson..")));

    static final Law SURFACES = Law.ofClasses(
            6,
            "no surface imports another surface, activities or contract",
            tree -> List.of(
                    slices().matching(tree.name("api.surface.(*)..")).should().notDependOnEachOther(),
                    noClasses()
                            .that()
                            .resideInAPackage(tree.in("api.surface"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(tree.in("activities"), tree.in("workflows.contract"))));

    static final Law PROVIDERS = Law.ofClasses(
            7,
            "no provider imports another; nobody outside imports one",
            tree -> List.of(
                    slices().matching(tree.name("activities.provider.(*).."))
                            .should()
                            .notDependOnEachOther(),
                    noClasses()
                            .that()
                            .resideOutsideOfPackage(tree.in("activities.provider.*"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(tree.in("activities.provider.*"))));

    static final Law TEMPORAL = Law.ofClasses(
            8,
            "in activities only activity and worker import io.temporal",
            tree -> List.of(noClasses()
                    .that()
                    .resideInAPackage(tree.in("activities"))
                    .and()
                    .resideOutsideOfPackages(tree.in("activities.activity"), tree.in("activities.worker"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.temporal..")));

    static final Law CYCLES = Law.ofClasses(
            14,
            "no package cycles",
            tree -> List.of(slices().matching(tree.name("(**)")).should().beFreeOfCycles()));

    private DependencyLaws() {}

    private static ArchRule only(Tree tree, String name, DescribedPredicate<JavaClass> allowed) {
        return classes().that().resideInAPackage(tree.in(name)).should().onlyDependOnClassesThat(allowed);
    }

    private static DescribedPredicate<JavaClass> pure(Tree tree) {
        return inAny(
                "java.lang",
                "java.util",
                "java.util.function",
                "java.util.stream",
                "java.util.regex",
                "java.time..",
                "java.math",
                "org.jspecify..",
                tree.in("workflows.domain"));
    }

    private static DescribedPredicate<JavaClass> inAny(String... packages) {
        PackageMatchers matchers = PackageMatchers.of(packages);
        return describe("in " + String.join(", ", packages), type -> matchers.test(type.getPackageName()));
    }

    /** Temporal's functional interfaces are serialisable, for which the compiler writes a method into the class. */
    private static boolean isOfSerializableLambdas(JavaClass type) {
        return type.getName().equals("java.lang.invoke.SerializedLambda");
    }

    /** The annotations, and what they name. */
    private static boolean isOfJacksonAnnotations(JavaClass type) {
        return type.getPackageName().equals("com.fasterxml.jackson.annotation")
                || type.getName().equals("com.fasterxml.jackson.databind.annotation.JsonNaming")
                || type.getName().equals("com.fasterxml.jackson.databind.PropertyNamingStrategies$SnakeCaseStrategy");
    }

    /** The annotations, and the enums that they take values of. */
    private static boolean isOfTemporalAnnotations(JavaClass type) {
        return type.getPackageName().startsWith("io.temporal.") && (type.isAnnotation() || type.isEnum());
    }
}
