using System.Globalization;
using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// The environment variables of a function: AWS's (docs: configuration-envvars), the paths of this machine, and the function's own.
/// </summary>
internal static class Variables
{
    /// <summary>Of a version that is to have its part of the CPU and no more, as on AWS. `serverless tune` measures with it.</summary>
    private const string Quota = "LOCALCLOUD_CPU_QUOTA";

    public static bool AsksForQuota(FunctionConfiguration function) => function.Environment?.Variables?.GetValueOrDefault(Quota) == "true";

    public static Dictionary<string, string> Of(
        Host host,
        Scope scope,
        FunctionVersion version,
        string taskRoot,
        string? layers,
        string temporary,
        int port,
        FunctionLog log,
        bool provisioned,
        string secret,
        string runtimes
    )
    {
        var function = version.Configuration;
        var token = host.Usage.Callers.TokenOf(scope, version.Name, function.Role);
        // Where policies are enforced a function has credentials of its role; else the account's, which its token tells apart
        var (keyId, keySecret) = host.Access is null
            ? (scope.Account, secret)
            : host.Identities.OfFunction(scope, version.Name, function.Role, token);
        var opt = layers ?? Path.Combine(temporary, "opt");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_HANDLER"] = function.Handler!,
            ["AWS_REGION"] = scope.Region,
            ["AWS_DEFAULT_REGION"] = scope.Region,
            ["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}",
            ["AWS_LAMBDA_FUNCTION_NAME"] = version.Name,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_VERSION"] = version.Number,
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = provisioned ? "provisioned-concurrency" : "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = log.Group,
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = log.Stream,
            ["AWS_LAMBDA_LOG_FORMAT"] = function.LoggingConfig?.LogFormat ?? "Text",
            ["AWS_ACCESS_KEY_ID"] = keyId,
            ["AWS_SECRET_ACCESS_KEY"] = keySecret,
            ["AWS_SESSION_TOKEN"] = token,
            ["AWS_ENDPOINT_URL"] = host.Endpoint,
            // Trust in this emulator's own servers beside the machine's roots
            ["AWS_CA_BUNDLE"] = host.Engines.Authority.BundlePath,
            ["SSL_CERT_FILE"] = host.Engines.Authority.BundlePath,
            ["NODE_EXTRA_CA_CERTS"] = host.Engines.Authority.CertificatePath,
            ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{port}",
            ["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR",
            // Which Node runs the function is this machine's matter: on AWS it is the runtime's
            ["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true",
            ["LAMBDA_TASK_ROOT"] = taskRoot,
            ["LAMBDA_RUNTIME_DIR"] = runtimes,
            ["TZ"] = ":UTC",
            ["LANG"] = "en_US.UTF-8",
            ["TMPDIR"] = temporary,
            ["HOME"] = temporary,
            ["PATH"] = Join(Path.Combine(opt, "bin"), System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin"),
            ["LD_LIBRARY_PATH"] = Join(taskRoot, Path.Combine(taskRoot, "lib"), Path.Combine(opt, "lib")),
            ["NODE_PATH"] = Path.Combine(opt, "nodejs", "node_modules"),
            ["PYTHONPATH"] = Path.Combine(opt, "python"),
        };
        if (function.LoggingConfig?.ApplicationLogLevel is { } level)
            variables["AWS_LAMBDA_LOG_LEVEL"] = level;
        Inherit(variables, version.Name);
        foreach (var (name, value) in function.Environment?.Variables ?? [])
            // SDKs refuse it together with an endpoint that is given, and here there is one
            if (name != "AWS_USE_DUALSTACK_ENDPOINT")
                variables[name] = value;
        return variables;
    }

    // What the machine needs to find .NET, and where the emulator itself sends its telemetry: functions show in the same dashboard
    private static void Inherit(Dictionary<string, string> variables, string name)
    {
        foreach (
            var inherited in (string[])
                [
                    "DOTNET_ROOT",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    "Telemetry__Probes",
                ]
        )
            if (System.Environment.GetEnvironmentVariable(inherited) is { Length: > 0 } value)
                variables[inherited] = value;
        if (variables.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT"))
            variables["OTEL_SERVICE_NAME"] = name;
    }

    private static string Join(params ReadOnlySpan<string> paths) => string.Join(':', paths);
}
