using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Lambda;

/// <summary>
/// What Lambda tells a function about itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html. Read from
/// configuration and not from the environment alone, so that two functions can run in one process.
/// </summary>
/// <param name="RuntimeApi">Host and port of the runtime API.</param>
/// <param name="InitializationType"><c>on-demand</c>, <c>provisioned-concurrency</c>, <c>snap-start</c> or
/// <c>lambda-managed-instances</c>.</param>
/// <param name="MaxConcurrency">Invocations that may be in work at the same time; 1 but on managed instances.</param>
public sealed record LambdaEnvironment(
    string RuntimeApi,
    string FunctionName,
    string FunctionVersion,
    string? MemoryMegabytes,
    string? LogStream,
    string InitializationType,
    int MaxConcurrency
)
{
    internal const string SnapStart = "snap-start";

    /// <summary>Null when this process is no Lambda function.</summary>
    public static LambdaEnvironment? From(IConfiguration configuration) =>
        configuration["AWS_LAMBDA_RUNTIME_API"] is not { Length: > 0 } runtimeApi
            ? null
            : new LambdaEnvironment(
                runtimeApi,
                configuration["AWS_LAMBDA_FUNCTION_NAME"] ?? "function",
                configuration["AWS_LAMBDA_FUNCTION_VERSION"] ?? "$LATEST",
                configuration["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
                configuration["AWS_LAMBDA_LOG_STREAM_NAME"],
                configuration["AWS_LAMBDA_INITIALIZATION_TYPE"] ?? "on-demand",
                int.TryParse(configuration["AWS_LAMBDA_MAX_CONCURRENCY"], CultureInfo.InvariantCulture, out var concurrency)
                && concurrency > 1
                    ? concurrency
                    : 1
            );
}

/// <summary>Asks where the application runs.</summary>
public static class LambdaEnvironmentExtensions
{
    /// <summary>True in a Lambda function: work in the background stops there whenever no invocation is under way.</summary>
    public static bool IsOnLambda(this IHostApplicationBuilder builder) => LambdaEnvironment.From(builder.Configuration) is not null;
}
