-- Whether a tenant's requests may hand parameters to a provider by the provider's own names.

ALTER TABLE tenant ADD COLUMN provider_input BOOLEAN NOT NULL DEFAULT TRUE;
