package dev.darkroom.infra.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The laws of how a class, a method and a field look. */
final class ShapeLaws {

    private static final Set<String> TEMPORAL_INTERFACES =
            Set.of("io.temporal.workflow.WorkflowInterface", "io.temporal.activity.ActivityInterface");

    /** What marks an annotation as advice: Micronaut then makes a subclass or an implementation. */
    private static final Set<String> ADVICE = Set.of(
            "io.micronaut.aop.Around",
            "io.micronaut.aop.AroundConstruct",
            "io.micronaut.aop.InterceptorBinding",
            "io.micronaut.aop.Introduction");

    /** Programs that have no logger and no command line library: what they print is what they are for. */
    private static final Set<String> PRINTING_PROGRAMS = Set.of("infra.local.OperatorCommand");

    static final Law BOUNDARIES = Law.ofClasses(
            11,
            "@WorkflowInterface and @ActivityInterface methods take at most one record and return a record or a "
                    + "sealed interface of records, signals void",
            tree -> List.of(
                    temporalMethods("take at most one record", ShapeLaws::takesAtMostOneRecord),
                    temporalMethods("return a record or sealed records; signals void", ShapeLaws::returnsRecord)));

    static final Law CLASSES = Law.ofClasses(
            12,
            "classes are final, sealed, record, enum or interface; AOP annotations only on repository interfaces, "
                    + "transactions run through ledger.Transactions",
            tree -> List.of(
                    classes().should(ArchCondition.from(describe("be closed", ShapeLaws::isClosed))),
                    noClasses()
                            .that(describe("are no repository", type -> !isRepository(type)))
                            .should(ArchCondition.from(describe("carry advice", ShapeLaws::carriesAdvice))),
                    noClasses()
                            .that(describe("are not ledger.Transactions", type -> !isTransactions(tree, type)))
                            .should()
                            .dependOnClassesThat()
                            .haveNameMatching("io\\.micronaut\\.transaction\\.[A-Z].*")));

    static final Law STATE = Law.ofClasses(
            13,
            "no field injection, no static mutable state, no System.out",
            tree -> List.of(
                    noFields()
                            .should()
                            .beAnnotatedWith("jakarta.inject.Inject")
                            .orShould()
                            .beAnnotatedWith("io.micronaut.context.annotation.Value")
                            .orShould()
                            .beAnnotatedWith("io.micronaut.context.annotation.Property"),
                    fields().that(describe("are static", ShapeLaws::isStatic)).should(beFinal()),
                    noFields()
                            .that(describe("are static", ShapeLaws::isStatic))
                            .should(ArchCondition.from(describe("be mutable", ShapeLaws::isMutable))),
                    noClasses()
                            .that(describe("print by the way", type -> !isPrintingProgram(tree, type)))
                            .should()
                            .accessTargetWhere(describe("print", ShapeLaws::prints))));

    static final Law NULLS = new Law(
            15,
            "every package is @NullMarked",
            tree -> tree.classes().stream()
                    .map(JavaClass::getPackage)
                    .distinct()
                    .filter(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                    .map(each -> each.getName() + " is not @NullMarked")
                    .sorted()
                    .toList());

    private ShapeLaws() {}

    private static ArchRule temporalMethods(String words, Predicate<JavaMethod> holds) {
        return methods()
                .that()
                .areDeclaredInClassesThat(describe(
                        "are Temporal's", type -> TEMPORAL_INTERFACES.stream().anyMatch(type::isAnnotatedWith)))
                .should(ArchCondition.from(describe(words, holds)));
    }

    private static boolean takesAtMostOneRecord(JavaMethod method) {
        List<JavaClass> parameters = method.getRawParameterTypes();
        return parameters.size() <= 1 && parameters.stream().allMatch(JavaClass::isRecord);
    }

    private static boolean returnsRecord(JavaMethod method) {
        JavaClass type = method.getRawReturnType();
        return method.isAnnotatedWith("io.temporal.workflow.SignalMethod")
                ? type.getName().equals("void")
                : isOfRecords(type);
    }

    private static boolean isOfRecords(JavaClass type) {
        return type.isRecord() || (type.isInterface() && type.isSealed() && permitsOnlyRecords(type));
    }

    private static boolean permitsOnlyRecords(JavaClass type) {
        return type.getPermittedSubclasses().stream().flatMap(Set::stream).allMatch(ShapeLaws::isOfRecords);
    }

    private static boolean isClosed(JavaClass type) {
        return type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type.isSealed()
                || type.isAnonymousClass()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isRepository(JavaClass type) {
        return type.isInterface() && type.isAnnotatedWith("io.micronaut.data.jdbc.annotation.JdbcRepository");
    }

    private static boolean carriesAdvice(JavaClass type) {
        return hasAdvice(type) || type.getMembers().stream().anyMatch(ShapeLaws::hasAdvice);
    }

    private static boolean hasAdvice(CanBeAnnotated annotated) {
        DescribedPredicate<JavaAnnotation<?>> isAdvice = describe(
                "advice", annotation -> ADVICE.contains(annotation.getRawType().getName()));
        return annotated.isMetaAnnotatedWith(isAdvice);
    }

    private static boolean isTransactions(Tree tree, JavaClass type) {
        String name = tree.name("activities.ledger.Transactions");
        return type.getName().equals(name) || type.getName().startsWith(name + "$");
    }

    private static boolean isStatic(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    /** Judged by the declared type. An array is let pass where it is private: whoever reads the class sees its use. */
    private static boolean isMutable(JavaField field) {
        JavaClass type = field.getRawType();
        boolean isCollection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return type.getPackageName().startsWith("java.util.concurrent")
                || type.isAssignableTo(StringBuilder.class)
                || (isCollection && !type.isInterface())
                || (type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE));
    }

    private static boolean isPrintingProgram(Tree tree, JavaClass type) {
        return PRINTING_PROGRAMS.stream().map(tree::name).anyMatch(type.getName()::equals);
    }

    private static boolean prints(JavaAccess<?> access) {
        String name = access.getName();
        return access.getTargetOwner().getName().equals("java.lang.System")
                ? Set.of("out", "err").contains(name)
                : name.equals("printStackTrace");
    }
}
