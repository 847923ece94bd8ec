namespace LocalCloud.Publish.Values;

/// <summary>Variables of a manifest that mean something on this machine only.</summary>
internal static class EnvironmentRules
{
    /// <summary>Each with why it is left out: name (a * at the end stands for anything), of functions only, reason.</summary>
    public static IReadOnlyList<(string Name, bool FunctionsOnly, string Reason)> Dropped { get; } =
    [
        ("OTEL_EXPORTER_OTLP_*", false, "Aspire's dashboard; the parameter OtlpEndpoint takes its place"),
        ("OTEL_DOTNET_EXPERIMENTAL_*", false, "settings for Aspire's dashboard: a frozen function has nothing that would try again"),
        ("OTEL_BLRP_SCHEDULE_DELAY", false, "short intervals for Aspire's dashboard"),
        ("OTEL_BSP_SCHEDULE_DELAY", false, "short intervals for Aspire's dashboard"),
        ("OTEL_METRIC_EXPORT_INTERVAL", false, "short intervals for Aspire's dashboard"),
        ("OTEL_TRACES_SAMPLER", false, "everything, for Aspire's dashboard"),
        ("OTEL_METRICS_EXEMPLAR_FILTER", false, "for Aspire's dashboard"),
        ("LOGGING__CONSOLE__*", false, "the console of Aspire's dashboard"),
        ("AWS_ENDPOINT_URL*", false, "the local AWS: the SDKs find the real services"),
        ("AWS_ACCESS_KEY_ID", false, "the local AWS: the role takes its place"),
        ("AWS_SECRET_ACCESS_KEY", false, "the local AWS: the role takes its place"),
        ("AWS_SESSION_TOKEN", false, "the local AWS: the role takes its place"),
        ("AWS_REGION", false, "Lambda and ECS set it"),
        ("AWS_DEFAULT_REGION", false, "Lambda and ECS set it"),
        ("AWS_PROFILE", false, "a profile of this machine"),
        ("LocalStack__*", false, "LocalStack's own settings"),
        ("HTTP_PORTS", true, "a function listens on no port"),
        ("HTTPS_PORTS", false, "TLS ends before the function or service"),
        ("ASPNETCORE_URLS", true, "a function listens on no port"),
        ("ASPNETCORE_HTTPS_PORT", false, "TLS ends before the function or service"),
        ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", true, "the event tells scheme and client address"),
        ("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", false, "colours for Aspire's dashboard"),
    ];

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    private static readonly string[] Reserved =
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    ];

    /// <summary>Lambda sets it itself, and refuses a function that has it.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    public static bool IsDropped(string name, bool function) =>
        Dropped.Any(d =>
            (function || !d.FunctionsOnly)
            && (
                d.Name.EndsWith('*')
                    ? name.StartsWith(d.Name[..^1], StringComparison.OrdinalIgnoreCase)
                    : name.Equals(d.Name, StringComparison.OrdinalIgnoreCase)
            )
        );
}
