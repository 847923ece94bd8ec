using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Permissions;

namespace LocalCloud.Aws.Lambda.Invoke;

internal sealed record InvokeRequest
{
    public string? FunctionName { get; init; }
    public string? InvocationType { get; init; }
    public string? LogType { get; init; }
    public string? ClientContext { get; init; }
    public string? Qualifier { get; init; }

    // Refused
    public string? TenantId { get; init; }
    public string? DurableExecutionName { get; init; }

    /// <summary>Base64 when one service of the emulator calls by name; over HTTP it is the body.</summary>
    public byte[]? Payload { get; init; }
}

internal sealed record InvokeResponse
{
    public int StatusCode { get; init; }
    public string? FunctionError { get; init; }
    public string? LogResult { get; init; }
    public byte[]? Payload { get; init; }
    public string? ExecutedVersion { get; init; }

    [JsonIgnore]
    internal ResponseStream? Stream { get; init; }
}

internal static class InvokeOperation
{
    public static readonly Operation<LambdaState, InvokeRequest, InvokeResponse> Definition = Operation<LambdaState>
        .DefineAsync(
            "Invoke",
            LambdaJson.Default.InvokeRequest,
            LambdaJson.Default.InvokeResponse,
            HandleAsync,
            FunctionName.Namespaced<InvokeRequest>(r => r.FunctionName),
            Must.Member<InvokeRequest>("invocationType", r => r.InvocationType).Enum("Event", "RequestResponse", "DryRun"),
            Must.Member<InvokeRequest>("logType", r => r.LogType).Enum("None", "Tail"),
            FunctionName.Qualified<InvokeRequest>(r => r.Qualifier)
        )
        .Http("POST /2015-03-31/functions/{FunctionName}/invocations?Qualifier={Qualifier}")
        .Header("X-Amz-Invocation-Type", "InvocationType")
        .Header("X-Amz-Log-Type", "LogType")
        .Header("X-Amz-Client-Context", "ClientContext")
        .Header("X-Amz-Tenant-Id", "TenantId")
        .Header("X-Amz-Durable-Execution-Name", "DurableExecutionName")
        .Payload((request, body) => request with { Payload = body })
        .AnswerStatus(r => r.StatusCode)
        .AnswerHeader("X-Amz-Function-Error", r => r.FunctionError)
        .AnswerHeader("X-Amz-Log-Result", r => r.LogResult)
        .AnswerHeader("X-Amz-Executed-Version", r => r.ExecutedVersion)
        .AnswerBody(WriteAsync)
        .Lacking("durable executions, tenants");

    private static async ValueTask<Result<InvokeResponse>> HandleAsync(LambdaState state, InvokeRequest request, Context context)
    {
        var payload = request.Payload ?? [];
        if (!ForeignFunction.Owner(state, request.FunctionName!, request.Qualifier).Ok(out var owner, out var error))
            return error;
        if (!state.Service.Invoker.Resolve(owner, request.FunctionName!, request.Qualifier).Ok(out var target, out error))
            return error;
        if (InvokeChecks.Unsupported(request) is { } unsupported)
            return unsupported;
        if (Check(request, payload) is { } refused)
            return refused;
        var (client, bad) = InvokeChecks.ClientContext(request.ClientContext);
        if (bad is not null)
            return bad;
        var call = new InvocationRequest(payload)
        {
            RequestId = context.RequestId,
            ClientContext = client,
            TraceParent = context.IsRequest ? null : context.TraceParent,
            XRayTraceHeader = context.XRayTraceHeader,
        };
        switch (request.InvocationType)
        {
            case "DryRun":
                return new InvokeResponse { StatusCode = StatusCodes.Status204NoContent };
            case "Event":
                var queued = await state.Service.AsyncQueue.EnqueueAsync(target, call).ConfigureAwait(false);
                return queued.Ok(out _, out error) ? new InvokeResponse { StatusCode = StatusCodes.Status202Accepted } : error;
            default:
                // The function goes on when the caller has gone.
                var run = await state.Service.Invoker.RunAsync(target, call, wait: false, CancellationToken.None).ConfigureAwait(false);
                if (!run.Ok(out var result, out error))
                    return error;
                return new InvokeResponse
                {
                    StatusCode = StatusCodes.Status200OK,
                    FunctionError = result.FunctionError,
                    LogResult = request.LogType == "Tail" ? Convert.ToBase64String(call.Tail!.ToArray()) : null,
                    Payload = result.Payload,
                    ExecutedVersion = target.Version.Number,
                };
        }
    }

    private static AwsError? Check(InvokeRequest request, byte[] payload)
    {
        var type = request.InvocationType ?? "RequestResponse";
        var limit = type == "Event" ? InvokeLimits.Async : InvokeLimits.Request;
        if (payload.Length > limit)
            return LambdaErrors.TooLarge(
                $"{payload.Length} byte payload is too large for the {type} invocation type (limit {limit} bytes)"
            );
        return InvokeChecks.Json(payload);
    }

    private static async Task WriteAsync(InvokeResponse response, HttpContext http, CancellationToken cancellation)
    {
        var body = response.Payload ?? [];
        if (response.StatusCode == StatusCodes.Status200OK)
            http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }
}

internal static class InvokeChecks
{
    public static AwsError? Json(byte[] payload)
    {
        if (payload.Length == 0)
            return null;
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
                reader.TrySkip();
            return null;
        }
        catch (JsonException e)
        {
            return LambdaErrors.Of(
                "InvalidRequestContentException",
                $"Could not parse request body into json: Could not parse payload into json: {Reason(payload, e)}",
                400
            );
        }
    }

    public static AwsError? Unsupported(InvokeRequest request) =>
        request switch
        {
            { TenantId: not null } => LambdaErrors.Unsupported("TenantId of Invoke"),
            { DurableExecutionName: not null } => LambdaErrors.Unsupported("DurableExecutionName of Invoke"),
            _ => null,
        };

    /// <summary>Base64 of JSON.</summary>
    public static (string? Json, AwsError? Error) ClientContext(string? encoded)
    {
        if (string.IsNullOrEmpty(encoded))
            return (null, null);
        if (encoded.Length > InvokeLimits.ClientContext)
            return (
                null,
                LambdaErrors.Of(
                    "InvalidRequestContentException",
                    "Client context must be no more than 3583 bytes when base64-encoded.",
                    400
                )
            );
        try
        {
            var bytes = Convert.FromBase64String(encoded);
            return Json(bytes) is null ? (Encoding.UTF8.GetString(bytes), null) : (null, Bad);
        }
        catch (FormatException)
        {
            return (null, Bad);
        }
    }

    private static readonly AwsError Bad = LambdaErrors.Of(
        "InvalidRequestContentException",
        "Client context must be a valid Base64-encoded JSON object.",
        400
    );

    // AWS shows what its parser says; this is how it begins.
    private static string Reason(byte[] payload, JsonException e)
    {
        var text = Encoding.UTF8.GetString(payload);
        var word = new string([.. text.TrimStart().TakeWhile(char.IsAsciiLetterOrDigit)]);
        var at = (e.LineNumber ?? 0) + 1;
        var column = ((e.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        return word.Length > 0 && !char.IsAsciiDigit(word[0])
            ? $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at "
                + $"[Source: (byte[])\"{text}\"; line: {at}, column: {word.Length + 1}]"
            : $"Unexpected character\n at [Source: (byte[])\"{text}\"; line: {at}, column: {column}]";
    }
}
