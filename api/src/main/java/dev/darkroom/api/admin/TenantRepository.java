package dev.darkroom.api.admin;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Tenants. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TenantRepository extends GenericRepository<TenantRow, String> {

    TenantRow save(TenantRow row);

    Optional<TenantRow> findByName(String name);

    Optional<TenantRow> findById(String id);

    List<TenantRow> findAllOrderByName();
}
