package vn.minhxac.common;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors of the API as RFC 9457 problems, in the caller's language and without a word of what was sent. */
@RestControllerAdvice(annotations = RestController.class)
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Texts texts;

    ProblemHandler(Texts texts) {
        this.texts = texts;
    }

    @ExceptionHandler(BadInput.class)
    ResponseEntity<ProblemDetail> badInput(BadInput e) {
        var answer = ResponseEntity.status(e.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e instanceof TooManyRequests limit) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(limit.retryAfter().toSeconds()));
        }
        return answer.body(problem(e.status(), e.code(), e.errors().stream()
                .map(f -> error(f.field(), f.code())).toList()));
    }

    @ExceptionHandler(org.springframework.security.access.AccessDeniedException.class)
    ResponseEntity<ProblemDetail> denied(org.springframework.security.access.AccessDeniedException e) {
        return ResponseEntity.status(403).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(403, "forbidden", List.of()));
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        // The message may quote what was sent; the class and the place are enough to find the cause.
        log.error("unexpected {} at {}", e.getClass().getName(), e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?");
        log.debug("details", e);
        return ResponseEntity.status(500).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(500, "internal", List.of()));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e, HttpHeaders headers,
                                                                  HttpStatusCode status, WebRequest request) {
        var errors = e.getBindingResult().getFieldErrors().stream().map(this::error).toList();
        return ResponseEntity.badRequest().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(400, "invalid", errors));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception e, Object body, HttpHeaders headers,
                                                             HttpStatusCode status, WebRequest request) {
        String code = switch (status.value()) {
            case 404 -> "notFound";
            case 405 -> "methodNotAllowed";
            case 406, 415 -> "mediaType";
            case 413 -> "tooLarge";
            default -> status.is4xxClientError() ? "unreadable" : "internal";
        };
        return ResponseEntity.status(status).headers(headers).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status.value(), code, List.of()));
    }

    ProblemDetail problem(int status, String code, List<Map<String, String>> errors) {
        var problem = ProblemDetail.forStatus(status);
        String title = texts.find("error." + code);
        problem.setTitle(title == null ? HttpStatus.valueOf(status).getReasonPhrase() : title);
        problem.setDetail(texts.find("error." + code + ".detail"));
        problem.setProperty("code", code);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    private Map<String, String> error(String field, String code) {
        return Map.of("field", field, "code", code, "message", texts.get("error." + code));
    }

    private Map<String, String> error(FieldError e) {
        String code = e.getCode() == null ? "invalid" : e.getCode();
        String text = texts.find("error." + code);
        return Map.of("field", e.getField(), "code", code, "message", text == null ? String.valueOf(e.getDefaultMessage()) : text);
    }
}
