using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Invoke;

internal sealed record InvokeAsyncRequest
{
    public string? FunctionName { get; init; }
    public byte[]? InvokeArgs { get; init; }
}

internal sealed record InvokeAsyncResponse
{
    public int Status { get; init; }
}

/// <summary>The old form of an invocation of type Event.</summary>
internal static class InvokeAsyncOperation
{
    public static readonly Operation<LambdaState, InvokeAsyncRequest, InvokeAsyncResponse> Definition = Operation<LambdaState>
        .DefineAsync(
            "InvokeAsync",
            LambdaJson.Default.InvokeAsyncRequest,
            LambdaJson.Default.InvokeAsyncResponse,
            HandleAsync,
            FunctionName.Namespaced<InvokeAsyncRequest>(r => r.FunctionName)
        )
        .Http("POST /2014-11-13/functions/{FunctionName}/invoke-async", status: 202)
        .Payload((request, body) => request with { InvokeArgs = body });

    private static async ValueTask<Result<InvokeAsyncResponse>> HandleAsync(LambdaState state, InvokeAsyncRequest request, Context context)
    {
        if (!state.Service.Invoker.Resolve(state, request.FunctionName!, null).Ok(out var target, out var error))
            return error;
        var payload = request.InvokeArgs ?? [];
        if (payload.Length > InvokeLimits.Async)
            return LambdaErrors.TooLarge(
                $"{payload.Length} byte payload is too large for the Event invocation type (limit {InvokeLimits.Async} bytes)"
            );
        if (InvokeChecks.Json(payload) is { } bad)
            return bad;
        var queued = await state
            .Service.AsyncQueue.EnqueueAsync(target, new(payload) { RequestId = context.RequestId })
            .ConfigureAwait(false);
        return queued.Ok(out _, out error) ? new InvokeAsyncResponse { Status = StatusCodes.Status202Accepted } : error;
    }
}
