package vn.minhxac.common;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * An upload that breaks off, or is none, is the caller's fault and no error of ours. It is found before a controller is chosen, so advice for
 * controllers of one kind never sees it.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrokenUploads {

    private final ProblemHandler problems;

    BrokenUploads(ProblemHandler problems) {
        this.problems = problems;
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<ProblemDetail> broken(MultipartException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean large = e instanceof MaxUploadSizeExceededException;
        int status = large ? 413 : 400;
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            response.sendError(status);
            return null;
        }
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.problem(status, large ? "tooLarge" : "unreadable", List.of()));
    }
}
