using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>What callers are told when not the function has failed but its environment, in AWS's words.</summary>
internal static class Failures
{
    public static readonly InvocationResult Ended = InvocationResult.Failed("Sandbox.Failure", "The environment was ended.", "error");

    public static InvocationResult EndedDuring(Invocation invocation) =>
        InvocationResult.Failed("Sandbox.Failure", $"RequestId: {invocation.Id} Error: The environment was ended.", "error");

    public static InvocationResult InitTimedOut(TimeSpan limit) =>
        InvocationResult.Failed("Sandbox.Timedout", $"Task timed out after {Seconds(limit.TotalSeconds)} seconds", "timeout");

    public static InvocationResult TimedOut(Invocation invocation, int seconds) =>
        InvocationResult.Failed(
            "Sandbox.Timedout",
            $"RequestId: {invocation.Id} Error: Task timed out after {Seconds(seconds)} seconds",
            "timeout"
        );

    public static InvocationResult InitExit(int code) => InvocationResult.Failed("Runtime.ExitError", Reason(code), "error");

    public static InvocationResult Exit(Invocation invocation, int code) =>
        InvocationResult.Failed("Runtime.ExitError", $"RequestId: {invocation.Id} Error: {Reason(code)}", "error");

    public static string Reason(int code) =>
        code switch
        {
            0 => "Runtime exited without providing a reason",
            128 + Native.Kill => "Runtime exited with error: signal: killed",
            > 128 and < 160 => $"Runtime exited with error: signal: {code - 128}",
            _ => $"Runtime exited with error: exit status {code}",
        };

    /// <summary>A failure of the init phase, which knew of no request, as that of the invocation. What the function itself has said stays
    /// as it is.</summary>
    public static InvocationResult During(Invocation invocation, InvocationResult failure) =>
        failure.Status is null
            ? failure
            : InvocationResult.Failed(failure.ErrorType!, $"RequestId: {invocation.Id} Error: {Message(failure)}", failure.Status);

    public static string Seconds(double seconds) => seconds.ToString("F2", CultureInfo.InvariantCulture);

    private static string Message(InvocationResult failure)
    {
        using var document = JsonDocument.Parse(failure.Payload);
        return document.RootElement.GetProperty("errorMessage").GetString()!;
    }
}
