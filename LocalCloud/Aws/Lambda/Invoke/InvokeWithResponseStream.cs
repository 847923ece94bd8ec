using System.Text;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Invoke;

internal sealed record StreamedResponse
{
    public string? ExecutedVersion { get; init; }

    internal Task<Result<InvocationResult>>? Run { get; init; }

    internal InvocationRequest? Call { get; init; }

    internal bool WantsTail { get; init; }
}

/// <summary>The answer as it comes, in event stream encoding: PayloadChunk messages and an InvokeComplete.</summary>
internal static class InvokeWithResponseStream
{
    public static readonly Operation<LambdaState, InvokeRequest, StreamedResponse> Definition = Operation<LambdaState>
        .DefineAsync(
            "InvokeWithResponseStream",
            LambdaJson.Default.InvokeRequest,
            LambdaJson.Default.StreamedResponse,
            HandleAsync,
            FunctionName.Namespaced<InvokeRequest>(r => r.FunctionName),
            Must.Member<InvokeRequest>("invocationType", r => r.InvocationType).Enum("RequestResponse", "DryRun"),
            Must.Member<InvokeRequest>("logType", r => r.LogType).Enum("None", "Tail"),
            FunctionName.Qualified<InvokeRequest>(r => r.Qualifier)
        )
        .Http("POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations?Qualifier={Qualifier}")
        .Header("X-Amz-Invocation-Type", "InvocationType")
        .Header("X-Amz-Log-Type", "LogType")
        .Header("X-Amz-Client-Context", "ClientContext")
        .Header("X-Amz-Tenant-Id", "TenantId")
        .Payload((request, body) => request with { Payload = body })
        .AnswerStatus(r => r.Run is null ? StatusCodes.Status204NoContent : StatusCodes.Status200OK)
        .AnswerHeader("X-Amz-Executed-Version", r => r.ExecutedVersion)
        .AnswerBody(WriteAsync)
        .Lacking("tenants");

    private static async ValueTask<Result<StreamedResponse>> HandleAsync(LambdaState state, InvokeRequest request, Context context)
    {
        var payload = request.Payload ?? [];
        if (!state.Service.Invoker.Resolve(state, request.FunctionName!, request.Qualifier).Ok(out var target, out var error))
            return error;
        if (InvokeChecks.Unsupported(request) is { } unsupported)
            return unsupported;
        if (payload.Length > InvokeLimits.Request)
            return LambdaErrors.TooLarge(
                $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit {InvokeLimits.Request} bytes)"
            );
        var (client, bad) = InvokeChecks.ClientContext(request.ClientContext);
        if ((InvokeChecks.Json(payload) ?? bad) is { } refused)
            return refused;
        if (request.InvocationType == "DryRun")
            return new StreamedResponse();
        var call = new InvocationRequest(payload)
        {
            RequestId = context.RequestId,
            ClientContext = client,
            XRayTraceHeader = context.XRayTraceHeader,
            Stream = new(),
        };
        var run = state.Service.Invoker.RunAsync(target, call, wait: false, CancellationToken.None);
        // Until the function begins to answer or ends, an error can still be an answer of its own.
        await Task.WhenAny(run, call.Stream.Begun).ConfigureAwait(false);
        if (run.IsCompletedSuccessfully && run.Result.Error is { } failed)
            return failed;
        return new StreamedResponse
        {
            ExecutedVersion = target.Version.Number,
            Run = run,
            Call = call,
            WantsTail = request.LogType == "Tail",
        };
    }

    private static async Task WriteAsync(StreamedResponse response, HttpContext http, CancellationToken cancellation)
    {
        http.Response.ContentType = "application/vnd.amazon.eventstream";
        var stream = response.Call!.Stream!;
        try
        {
            await foreach (var piece in stream.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                await http
                    .Response.BodyWriter.WriteAsync(EventStream.Message("PayloadChunk", "application/octet-stream", piece), cancellation)
                    .ConfigureAwait(false);
                await http.Response.BodyWriter.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            stream.Abandon();
            throw;
        }
        var result = (await response.Run!.ConfigureAwait(false)).Value!;
        // An error that came instead of an answer is told in the end message alone.
        var complete = new StringBuilder("{");
        if (result.FunctionError is not null)
            complete.Append(
                $"\"ErrorCode\":\"{result.ErrorType}\",\"ErrorDetails\":{System.Text.Json.JsonSerializer.Serialize(Encoding.UTF8.GetString(result.Payload), LambdaJson.Default.String)}"
            );
        if (response.WantsTail)
            complete
                .Append(complete.Length > 1 ? "," : "")
                .Append($"\"LogResult\":\"{Convert.ToBase64String(response.Call.Tail!.ToArray())}\"");
        await http
            .Response.BodyWriter.WriteAsync(
                EventStream.Message("InvokeComplete", "application/json", Encoding.UTF8.GetBytes(complete.Append('}').ToString())),
                cancellation
            )
            .ConfigureAwait(false);
    }
}
