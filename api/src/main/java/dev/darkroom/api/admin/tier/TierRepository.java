package dev.darkroom.api.admin.tier;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tiers. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TierRepository extends GenericRepository<Tier, String> {

    Optional<Tier> findByName(String name);

    List<Tier> findAllOrderByName();

    @Query("INSERT INTO tier (name, running_max, depth_max, daily_images, post_burst, post_per_second, get_burst,"
            + " get_per_second) VALUES (:name, :runningMax, :depthMax, :dailyImages, :postBurst, :postPerSecond,"
            + " :getBurst, :getPerSecond) ON DUPLICATE KEY UPDATE running_max = VALUES(running_max),"
            + " depth_max = VALUES(depth_max), daily_images = VALUES(daily_images), post_burst = VALUES(post_burst),"
            + " post_per_second = VALUES(post_per_second), get_burst = VALUES(get_burst),"
            + " get_per_second = VALUES(get_per_second)")
    int put(
            String name,
            int runningMax,
            int depthMax,
            @Nullable Integer dailyImages,
            int postBurst,
            int postPerSecond,
            int getBurst,
            int getPerSecond);
}
