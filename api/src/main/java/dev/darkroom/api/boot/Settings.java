package dev.darkroom.api.boot;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import dev.darkroom.activities.keys.MasterKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.core.beans.BeanIntrospectionReference;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.bind.annotation.Bindable;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every setting: its environment variable, its default and what it means. */
final class Settings {

    /** The records that hold them, wherever they are. */
    static final List<Class<?>> RECORDS = BeanIntrospector.SHARED.findIntrospectedTypes(Settings::isOurs).stream()
            .sorted(Comparator.comparing(Class::getName))
            .toList();

    private static final Pattern CAPITAL = Pattern.compile("(?=[A-Z])");

    private Settings() {}

    private static boolean isOurs(BeanIntrospectionReference<?> type) {
        return type.getName().startsWith("dev.darkroom.")
                && type.getAnnotationMetadata().hasAnnotation(ConfigurationProperties.class);
    }

    /** One setting, as the help text shows it. */
    record Line(String variable, String otherwise, String meaning) {}

    static List<Line> all() {
        List<Line> lines = new ArrayList<>();
        for (Class<?> type : RECORDS) {
            for (RecordComponent component : type.getRecordComponents()) {
                lines.add(line(property(type, component), component));
            }
        }
        lines.sort(Comparator.comparing(Line::variable));
        return lines;
    }

    /**
     * Makes every record, and so checks every setting.
     *
     * @throws InvalidSettingException for the first that is wrong
     */
    static void check(ApplicationContext context) {
        RECORDS.forEach(type -> {
            checkForms(type, context);
            make(type, context);
        });
        make(MasterKeys.class, context);
    }

    /**
     * Makes a bean that checks more of a setting than its form.
     *
     * @throws InvalidSettingException where the setting is wrong
     */
    static void make(Class<?> type, ApplicationContext context) {
        try {
            context.getBean(type);
        } catch (BeanContextException e) {
            throw explained(e);
        }
    }

    /** A value that is not of its type would be passed over for the default. */
    private static void checkForms(Class<?> type, ApplicationContext context) {
        for (RecordComponent component : type.getRecordComponents()) {
            String property = property(type, component);
            Optional<String> given = context.getProperty(property, String.class);
            if (given.isPresent()
                    && context.getProperty(property, component.getType()).isEmpty()) {
                throw new InvalidSettingException(variable(property), form(component.getType()));
            }
        }
    }

    private static String form(Class<?> type) {
        if (type == Duration.class) {
            return "a duration like 500ms, 30s, 10m or 24h";
        }
        return type == boolean.class ? "true or false" : "a whole number";
    }

    private static RuntimeException explained(BeanContextException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettingException invalid) {
                return invalid;
            }
        }
        return failure;
    }

    private static Line line(String property, RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        String otherwise = setting.shown().isEmpty() ? otherwise(component) : setting.shown();
        return new Line(variable(property), otherwise, setting.value());
    }

    private static String otherwise(RecordComponent component) {
        Bindable bindable = component.getAnnotation(Bindable.class);
        return bindable == null
                ? component.getAccessor().getAnnotation(Bindable.class).defaultValue()
                : bindable.defaultValue();
    }

    private static String property(Class<?> type, RecordComponent component) {
        String words = String.join("-", CAPITAL.split(component.getName())).toLowerCase(Locale.ROOT);
        return type.getAnnotation(ConfigurationProperties.class).value() + "." + words;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
