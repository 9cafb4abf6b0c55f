package dev.darkroom.infra.laws.broken.activities.artifact;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;

/** Keeps law 12: advice where it belongs. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface FineRepository {}
