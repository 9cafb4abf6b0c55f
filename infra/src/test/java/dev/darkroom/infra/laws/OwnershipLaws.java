package dev.darkroom.infra.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The laws of what is done in one place. */
final class OwnershipLaws {

    /** The packages that own a table. */
    private static final List<String> TABLE_OWNERS = List.of(
            "activities.ledger",
            "activities.job",
            "activities.lease",
            "activities.artifact",
            "activities.webhook",
            "activities.repair",
            "activities.reconcile",
            "api.security",
            "api.admin");

    /**
     * The pool and the migrations for all of them; the checker, which only reads, and has to read all tables at one
     * moment; the local stack, which makes and awaits its own database; and the second tier and the bench, which look at
     * it from outside.
     */
    private static final List<String> DATABASE_KEEPERS = List.of(
            "activities.db", "activities.check", "infra.check", "infra.local", "infra.live.world", "infra.bench");

    static final Law SQL = Law.ofClasses(
            9,
            "SQL only in packages that own a table, listed in the law",
            tree -> List.of(noClasses()
                    .that()
                    .resideOutsideOfPackages(Stream.concat(TABLE_OWNERS.stream(), DATABASE_KEEPERS.stream())
                            .map(tree::in)
                            .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..",
                            "javax.sql..",
                            "com.mysql..",
                            "com.zaxxer..",
                            "io.micronaut.data..",
                            "io.micronaut.transaction..",
                            "jakarta.persistence..",
                            "jakarta.transaction..",
                            "org.flywaydb..")));

    static final Law CONTROLLERS = Law.ofClasses(
            10,
            "@Controller only in surface, http, openapi, admin, boot",
            tree -> List.of(classes()
                    .that()
                    .areAnnotatedWith("io.micronaut.http.annotation.Controller")
                    .should()
                    .resideInAnyPackage(
                            tree.in("api.surface"),
                            tree.in("api.http"),
                            tree.in("api.openapi"),
                            tree.in("api.admin"),
                            tree.in("api.boot"))));

    static final Law FAILURES = Law.ofClasses(
            17,
            "ApplicationFailure only in ActivityFailures and workflow",
            tree -> List.of(noClasses()
                    .that()
                    .resideOutsideOfPackage(tree.in("workflows.workflow"))
                    .and()
                    .doNotHaveFullyQualifiedName(tree.name("activities.activity.ActivityFailures"))
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.temporal.failure.ApplicationFailure")));

    /**
     * The checker compares what other systems' clocks have written, from wherever the operator is. The framework has a
     * clock of its own for whoever asks for just any.
     */
    static final Law TIME = Law.ofClasses(
            18,
            "the time is the database's: no clock of the machine in activities and core but DatabaseClock and check",
            tree -> List.of(
                    noClasses()
                            .that(areTimed(tree))
                            .should()
                            .accessTargetWhere(describe("read the machine's clock", OwnershipLaws::readsClock)),
                    noConstructors()
                            .that()
                            .areDeclaredInClassesThat(areTimed(tree))
                            .and(describe("the framework calls", OwnershipLaws::isInjected))
                            .should()
                            .haveRawParameterTypes(describe("with just any clock", OwnershipLaws::hasAnyClock))));

    private OwnershipLaws() {}

    private static DescribedPredicate<JavaClass> areTimed(Tree tree) {
        return JavaClass.Predicates.resideInAnyPackage(tree.in("activities"), tree.in("api.core"))
                .and(not(JavaClass.Predicates.resideInAPackage(tree.in("activities.check"))))
                .and(not(HasName.Predicates.name(tree.name("activities.ledger.DatabaseClock"))));
    }

    private static boolean isInjected(JavaConstructor constructor) {
        return constructor.getOwner().getConstructors().size() == 1
                || constructor.isAnnotatedWith("jakarta.inject.Inject");
    }

    private static boolean hasAnyClock(List<JavaClass> parameters) {
        return parameters.stream()
                .anyMatch(type -> type.isEquivalentTo(InstantSource.class) || type.isEquivalentTo(Clock.class));
    }

    private static boolean readsClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return owner.startsWith("java.time.")
                ? name.equals("now") || name.startsWith("system")
                : owner.equals("java.lang.System") && name.equals("currentTimeMillis");
    }
}
