package dev.darkroom.api.hostile;

/** Why a hostile request is not done, and what the surfaces call that. */
enum Refusal {
    INVALID(400, "VALIDATION_ERROR", "Validation error", "Invalid request", "Bad Request", "invalid_request_error"),
    NO_KEY(401, "UNAUTHORIZED", "API key is required", "Unauthorized", "Unauthorized", "invalid_api_key"),
    BAD_KEY(401, "UNAUTHORIZED", "Invalid API key", "Unauthorized", "Unauthorized", "invalid_api_key"),
    FORBIDDEN(403, "FORBIDDEN", "Forbidden", "Forbidden", "Forbidden", "permission_denied"),
    NOT_FOUND(404, "NOT_FOUND", "Job not found", "Task not found", "Not Found", "not_found"),
    NO_SUCH_MODEL(404, "", "", "", "", "model_not_found"),
    WRONG_METHOD(
            405,
            "METHOD_NOT_ALLOWED",
            "Method not allowed",
            "Method Not Allowed",
            "Method Not Allowed",
            "method_not_supported"),
    TOO_LARGE(
            413,
            "PAYLOAD_TOO_LARGE",
            "Payload too large",
            "Payload Too Large",
            "Payload Too Large",
            "payload_too_large"),
    WRONG_TYPE(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "Unsupported media type",
            "Unsupported Media Type",
            "Unsupported Media Type",
            "unsupported_media_type");

    final int status;
    final String code;
    final String apiframe;
    final String gptimage2;
    final String qolaba;
    final String openai;

    Refusal(int status, String code, String apiframe, String gptimage2, String qolaba, String openai) {
        this.status = status;
        this.code = code;
        this.apiframe = apiframe;
        this.gptimage2 = gptimage2;
        this.qolaba = qolaba;
        this.openai = openai;
    }
}
