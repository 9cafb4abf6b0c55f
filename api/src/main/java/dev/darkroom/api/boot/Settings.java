package dev.darkroom.api.boot;

import dev.darkroom.activities.blob.BlobConfig;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import dev.darkroom.activities.db.DbConfig;
import dev.darkroom.activities.keys.KeysConfig;
import dev.darkroom.activities.provider.sandbox.SandboxConfig;
import dev.darkroom.activities.worker.TemporalConfig;
import dev.darkroom.activities.worker.WorkerConfig;
import dev.darkroom.api.admin.OperatorConfig;
import dev.darkroom.api.core.GenerationsConfig;
import dev.darkroom.api.http.HttpConfig;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every setting: its environment variable, its default and what it means. */
final class Settings {

    /** The records that hold them, in the order of the help text. */
    static final List<Class<?>> RECORDS = List.of(
            HttpConfig.class,
            DbConfig.class,
            TemporalConfig.class,
            KeysConfig.class,
            BlobConfig.class,
            GenerationsConfig.class,
            WorkerConfig.class,
            SandboxConfig.class,
            OperatorConfig.class);

    private static final Pattern PROPERTY = Pattern.compile("\\[(darkroom\\.[a-z0-9.-]+)\\]");
    private static final Pattern CAPITAL = Pattern.compile("(?=[A-Z])");

    private Settings() {}

    /** One setting, as the help text shows it. */
    record Line(String variable, String otherwise, String meaning) {}

    static List<Line> all() {
        List<Line> lines = new ArrayList<>();
        for (Class<?> type : RECORDS) {
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (RecordComponent component : type.getRecordComponents()) {
                lines.add(line(prefix, component));
            }
        }
        return lines;
    }

    /** The setting that stopped the start, if it was one. */
    static RuntimeException explain(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettingException invalid) {
                return invalid;
            }
            Matcher property = PROPERTY.matcher(String.valueOf(cause.getMessage()));
            if (property.find()) {
                return new InvalidSettingException(variable(property.group(1)), "of another form; see --help");
            }
        }
        return failure;
    }

    private static Line line(String prefix, RecordComponent component) {
        String words = String.join("-", CAPITAL.split(component.getName()));
        Setting setting = component.getAnnotation(Setting.class);
        String otherwise = setting.shown().isEmpty() ? otherwise(component) : setting.shown();
        return new Line(variable(prefix + "." + words), otherwise, setting.value());
    }

    private static String otherwise(RecordComponent component) {
        Bindable bindable = component.getAnnotation(Bindable.class);
        return bindable == null
                ? component.getAccessor().getAnnotation(Bindable.class).defaultValue()
                : bindable.defaultValue();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
