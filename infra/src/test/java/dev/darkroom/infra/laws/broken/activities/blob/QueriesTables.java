package dev.darkroom.infra.laws.broken.activities.blob;

import java.sql.Connection;

/** Breaks law 9: it owns no table. */
record QueriesTables(Connection connection) {}
