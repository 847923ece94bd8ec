using System.Text.Json;

namespace LocalCloud.Aws.Wire.Cbor;

/// <summary>Smithy's RPC v2 with CBOR: POST /service/SHAPE/operation/NAME. The service's shape is called as in X-Amz-Target.</summary>
internal sealed class CborRoute(Service? service, string operation, int maxBody) : Route
{
    public const string Protocol = "rpc-v2-cbor";

    public override int RefusalStatus => StatusCodes.Status400BadRequest;

    public static bool IsMeant(HttpRequest request) => request.Headers["Smithy-Protocol"] is [Protocol];

    /// <summary>Service and operation, the last parts of the path.</summary>
    public static (string Service, string Operation)? Target(PathString path) =>
        path.Value!.Split('/') is [.., "service", var service, "operation", var operation]
            ? (service[(service.LastIndexOf('.') + 1)..], operation)
            : null;

    public override async Task AnswerAsync(HttpContext http, Context context)
    {
        (context.ServiceId, context.OperationName) = (service?.Id ?? context.ServiceId, operation);
        if (service?.Find(operation) is not { } known)
        {
            await FailAsync(http, context, Unknown(service, operation)).ConfigureAwait(false);
            return;
        }
        var result = await InvokeAsync(http, context, service, known).ConfigureAwait(false);
        if (result.Ok(out var value, out var error))
            await SendAsync(http, context, StatusCodes.Status200OK, JsonToCbor.Convert(value, known.Response)).ConfigureAwait(false);
        else
            await FailAsync(http, context, error).ConfigureAwait(false);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error)
    {
        // As in the JSON protocol, but asked for: clients that know the query protocol's codes.
        if (service?.QueryVersion is not null && http.Request.Headers["x-amzn-query-mode"] is ["true"])
            http.Response.Headers["x-amzn-query-error"] = $"{error.QueryCode ?? error.Code};{(error.IsSender ? "Sender" : "Receiver")}";
        using var json = JsonDocument.Parse(AwsJson.Failure(service, error));
        return SendAsync(http, context, error.Status, JsonToCbor.Convert(json.RootElement, null));
    }

    private async ValueTask<Result<object>> InvokeAsync(HttpContext http, Context context, Service service, RecordOperation known)
    {
        object? request;
        using (var body = await Body.ReadAsync(http.Request, maxBody, context.Cancellation).ConfigureAwait(false))
            if (CborToJson.Convert(body.Bytes) is not { } json)
                return AwsJson.Serialization("The request body is not valid CBOR.");
            else if (!AwsJson.Read(known, json).Ok(out request, out var error))
                return error;
        return await Pipeline.AnswerAsync(service, known, request, context).ConfigureAwait(false);
    }

    private static Task SendAsync(HttpContext http, Context context, int status, byte[] cbor)
    {
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        http.Response.Headers["smithy-protocol"] = Protocol;
        return WriteAsync(http, status, "application/cbor", cbor);
    }
}
