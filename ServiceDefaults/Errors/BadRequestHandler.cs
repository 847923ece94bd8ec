using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ServiceDefaults.Errors;

/// <summary>A body or parameter that could not be read: 400 (or 413, 415) with the reason instead of an empty answer.</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is InvalidOperationException && UnknownCharset(context.Request) is { } charset)
        {
            // ASP.NET Core itself throws, and answers nothing
            exception = new BadHttpRequestException(
                $"The charset '{charset}' of the body is not known.",
                StatusCodes.Status415UnsupportedMediaType
            );
        }

        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        context.Response.StatusCode = bad.StatusCode;
        var detail = bad.InnerException switch
        {
            InvalidTextException text => $"{text.Path ?? "$"} {text.Reason}",
            JsonException json => $"The JSON is not valid at {json.Path ?? "$"}, line {json.LineNumber + 1}.",
            _ => bad.Message,
        };
        return await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = context,
                Exception = exception,
                ProblemDetails = new ProblemDetails
                {
                    Status = bad.StatusCode,
                    Title = "The request could not be read",
                    Detail = detail,
                },
            }
        );
    }

    private static string? UnknownCharset(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.Charset.Length == 0)
        {
            return null;
        }

        try
        {
            _ = Encoding.GetEncoding(type.Charset.Value!.Trim('"'));
            return null;
        }
        catch (ArgumentException)
        {
            return type.Charset.Value;
        }
    }
}
