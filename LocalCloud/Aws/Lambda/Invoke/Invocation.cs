using LocalCloud.Aws.Lambda.Execution.Logs;

namespace LocalCloud.Aws.Lambda.Invoke;

/// <summary>One call of a function, whoever makes it.</summary>
internal sealed class Invocation(byte[] payload, string invokedArn, string trace)
{
    public string Id { get; init; } = Guid.NewGuid().ToString();

    public byte[] Payload => payload;

    /// <summary>As the caller named it: with the alias or version when there was one.</summary>
    public string InvokedArn => invokedArn;

    /// <summary>X-Ray's header, in which W3C's ids are as well.</summary>
    public string Trace => trace;

    /// <summary>JSON, decoded.</summary>
    public string? ClientContext { get; init; }

    /// <summary>Set for a caller that takes the response piece by piece.</summary>
    public ResponseStream? Stream { get; init; }

    /// <summary>Milliseconds since 1970 on the function's clock, which is the system's.</summary>
    public long Deadline { get; set; }

    /// <summary>The last 4 KB of what was logged.</summary>
    public LogTail Tail { get; } = new();

    /// <summary>Without the init phase; set when it is over.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>What its REPORT line says; set when it is over.</summary>
    public Report? Report { get; set; }

    /// <summary>What the function has answered; the invocation is over when it asks for the next one.</summary>
    public InvocationResult? Answer { get; set; }

    public TaskCompletionSource<InvocationResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed record InvocationResult(byte[] Payload)
{
    public const string Unhandled = "Unhandled";

    /// <summary>"Unhandled", or null when all went well.</summary>
    public string? FunctionError { get; init; }

    public string? ErrorType { get; init; }

    /// <summary>The function could not be loaded, twice: another try will find the same.</summary>
    public bool WasInit { get; init; }

    /// <summary>error or timeout in the REPORT line, when it is none of the function's own errors.</summary>
    public string? Status { get; init; }

    public static readonly InvocationResult TooLarge = Failed(
        "Function.ResponseSizeTooLarge",
        $"Response payload size exceeded maximum allowed payload size ({InvokeLimits.Response} bytes)."
    );

    public static InvocationResult Failed(string type, string message, string? status = null) =>
        new(
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"errorType":"{{type}}","errorMessage":"{{System.Text.Json.JsonEncodedText.Encode(message, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"}"""
            )
        )
        {
            FunctionError = Unhandled,
            ErrorType = type,
            Status = status,
        };
}

internal static class InvokeLimits
{
    public const int Request = 6_291_456,
        Response = 6_291_556,
        Async = 1_048_576;

    /// <summary>Of base64.</summary>
    public const int ClientContext = 3583;
}
