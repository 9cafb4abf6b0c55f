package dev.darkroom.api.admin;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TenantRepository extends GenericRepository<TenantRow, String> {

    TenantRow save(TenantRow row);

    Optional<TenantRow> findByName(String name);

    Optional<TenantRow> findById(String id);

    @Query("SELECT * FROM tenant WHERE name > :after ORDER BY name LIMIT :limit")
    List<TenantRow> page(String after, int limit);

    @Query("UPDATE tenant SET tier = :tier WHERE id = :id")
    int setTier(String id, String tier);

    @Query("UPDATE tenant SET provider_input = :allowed WHERE id = :id")
    int setProviderInput(String id, boolean allowed);

    @Query("UPDATE tenant SET retention_days = :days, storage_quota = :quota WHERE id = :id")
    int setKeeping(String id, @Nullable Integer days, @Nullable Long quota);

    @Query("UPDATE tenant SET erased_at = CURRENT_TIMESTAMP(3) WHERE id = :id")
    int erase(String id);
}
