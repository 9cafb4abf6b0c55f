-- The scopes of keys got names that say of what they are.

UPDATE api_key SET scopes = REPLACE(REPLACE(REPLACE(scopes,
    'generate', 'images:write'), 'read', 'images:read'), 'wallet', 'billing:read');
