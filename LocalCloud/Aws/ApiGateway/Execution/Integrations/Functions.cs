using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.ApiGateway.Execution.Integrations;

/// <summary>The one place that knows how functions are invoked.</summary>
internal static class Functions
{
    /// <summary>What the function returned; Failed when it failed, an error when it was not run.</summary>
    public static Task<Result<FunctionResult>> InvokeAsync(Call call, FunctionUri function, byte[] payload) =>
        call.Service.Host.Services.OfType<LambdaService>().FirstOrDefault() is { } lambda
            ? RunAsync(lambda, call, function, payload)
            : InvokeByNameAsync(call, function, payload);

    private static async Task<Result<FunctionResult>> RunAsync(LambdaService lambda, Call call, FunctionUri function, byte[] payload)
    {
        if (payload.Length > InvokeLimits.Request)
            return new AwsError(
                "RequestTooLargeException",
                "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
                StatusCodes.Status413PayloadTooLarge
            );
        if (!lambda.Invoker.Resolve(lambda.State(function.Scope), function.Arn, null).Ok(out var target, out var error))
            return error;
        // The function goes on when the caller has gone.
        var run = await lambda
            .Invoker.RunAsync(target, new(payload) { XRayTraceHeader = call.Trace }, wait: false, CancellationToken.None)
            .ConfigureAwait(false);
        return run.Ok(out var result, out error) ? new FunctionResult(result.Payload, result.FunctionError is not null) : error;
    }

    // Another service in Lambda's place knows the operation only.
    private static async Task<Result<FunctionResult>> InvokeByNameAsync(Call call, FunctionUri function, byte[] payload)
    {
        var input = new JsonObject { ["FunctionName"] = function.Arn, ["Payload"] = Convert.ToBase64String(payload) };
        var result = await call
            .Service.Host.InvokeAsync(function.Scope, "lambda", "Invoke", input, CancellationToken.None)
            .ConfigureAwait(false);
        if (!result.Ok(out var answer, out var error))
            return error;
        var returned =
            answer.TryGetProperty("Payload", out var bytes) && bytes.ValueKind is JsonValueKind.String ? bytes.GetBytesFromBase64() : [];
        return new FunctionResult(
            returned,
            answer.TryGetProperty("FunctionError", out var failed) && failed.ValueKind is not JsonValueKind.Null
        );
    }
}

internal sealed record FunctionResult(byte[] Payload, bool Failed);
