using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;

namespace LocalCloud.Aws.Wire;

/// <summary>AWS JSON 1.0 and 1.1: X-Amz-Target names service and operation; the answer has the request's content type.</summary>
internal sealed class JsonRoute(Service? service, string operation, int maxBody) : Route
{
    public override int RefusalStatus => StatusCodes.Status400BadRequest;

    public override async Task AnswerAsync(HttpContext http, Context context)
    {
        (context.ServiceId, context.OperationName) = (service?.Id ?? context.ServiceId, operation);
        if (service?.Find(operation) is not { } known)
        {
            await FailAsync(http, context, Unknown(service, operation)).ConfigureAwait(false);
            return;
        }
        var result = await InvokeAsync(http, context, service, known).ConfigureAwait(false);
        if (!result.Ok(out var value, out var error))
            await FailAsync(http, context, error).ConfigureAwait(false);
        else
        {
            Head(http, context);
            var body = value is Nothing ? [] : JsonSerializer.SerializeToUtf8Bytes(value, known.Response);
            Sum(http, body);
            await WriteAsync(http, StatusCodes.Status200OK, ContentType(http), body).ConfigureAwait(false);
        }
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error)
    {
        Head(http, context);
        http.Response.Headers["x-amzn-errortype"] = error.Code;
        // Services that moved from the query protocol still tell clients their old codes.
        if (service?.QueryVersion is not null)
            http.Response.Headers["x-amzn-query-error"] = $"{error.QueryCode ?? error.Code};{(error.IsSender ? "Sender" : "Receiver")}";
        var body = AwsJson.Failure(service, error);
        Sum(http, body);
        return WriteAsync(http, error.Status, ContentType(http), body);
    }

    private void Sum(HttpContext http, byte[] body)
    {
        if (service?.SendsCrc32 is true)
            http.Response.Headers["x-amz-crc32"] = Crc32.HashToUInt32(body).ToString(CultureInfo.InvariantCulture);
    }

    private async ValueTask<Result<object>> InvokeAsync(HttpContext http, Context context, Service service, RecordOperation known)
    {
        object? request;
        using (var body = await Body.ReadAsync(http.Request, maxBody, context).ConfigureAwait(false))
            if (!AwsJson.Read(known, body.Bytes.Span).Ok(out request, out var error))
                return error;
        return await Pipeline.AnswerAsync(service, known, request, context).ConfigureAwait(false);
    }

    private static void Head(HttpContext http, Context context) => http.Response.Headers["x-amzn-RequestId"] = context.RequestId;

    private static string ContentType(HttpContext http) =>
        http.Request.ContentType is { } type && type.StartsWith("application/x-amz-json-1.1", StringComparison.OrdinalIgnoreCase)
            ? "application/x-amz-json-1.1"
            : "application/x-amz-json-1.0";
}
