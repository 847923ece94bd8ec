using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Lambda.Code;

namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>What CreateFunction and UpdateFunctionConfiguration have in common.</summary>
internal abstract record FunctionSettings
{
    public string? FunctionName { get; init; }
    public string? Role { get; init; }
    public string? Handler { get; init; }
    public string? Description { get; init; }
    public int? Timeout { get; init; }
    public int? MemorySize { get; init; }
    public VpcConfig? VpcConfig { get; init; }
    public FunctionEnvironment? Environment { get; init; }
    public string? Runtime { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public string? KMSKeyArn { get; init; }
    public TracingConfig? TracingConfig { get; init; }
    public List<string>? Layers { get; init; }
    public EphemeralStorage? EphemeralStorage { get; init; }
    public SnapStart? SnapStart { get; init; }
    public LoggingConfig? LoggingConfig { get; init; }
    public List<JsonElement>? FileSystemConfigs { get; init; }
    public JsonElement? ImageConfig { get; init; }
}

internal static partial class SettingsCheck
{
    private static readonly string[] Reserved =
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
        "AWS_LAMBDA_MAX_CONCURRENCY",
        "AWS_LAMBDA_METADATA_API",
        "AWS_LAMBDA_METADATA_TOKEN",
    ];

    private const string RoleShown = @"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";

    public static Member<T>[] Members<T>(bool roleRequired)
        where T : FunctionSettings
    {
        var role = Must.Member<T>("role", r => r.Role).Pattern(RoleForm, RoleShown);
        return
        [
            FunctionName.Member<T>(r => r.FunctionName),
            roleRequired ? role.Required() : role,
            Must.Member<T>("handler", r => r.Handler).Length(0, 128).Pattern(NoSpace, @"[^\s]+"),
            Must.Member<T>("description", r => r.Description).Length(0, 256),
            Must.Member<T>("timeout", r => r.Timeout).Range(1, 900),
            Must.Member<T>("memorySize", r => r.MemorySize).Range(128, 32_768),
            Must.Member<T>("deadLetterConfig.targetArn", r => r.DeadLetterConfig?.TargetArn)
                .Pattern(AnyArn, @"(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"),
            Must.Member<T>("kMSKeyArn", r => r.KMSKeyArn).Pattern(AnyArn, @"(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"),
            Must.Member<T>("tracingConfig.mode", r => r.TracingConfig?.Mode).Enum("Active", "PassThrough"),
            Must.Member<T>("ephemeralStorage.size", r => r.EphemeralStorage?.Size).Range(512, 10_240),
            Must.Member<T>("snapStart.applyOn", r => r.SnapStart?.ApplyOn).Enum("PublishedVersions", "None"),
            Must.Member<T>("loggingConfig.logFormat", r => r.LoggingConfig?.LogFormat).Enum("JSON", "Text"),
            Must.Member<T>("loggingConfig.applicationLogLevel", r => r.LoggingConfig?.ApplicationLogLevel)
                .Enum("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"),
            Must.Member<T>("loggingConfig.systemLogLevel", r => r.LoggingConfig?.SystemLogLevel).Enum("DEBUG", "INFO", "WARN"),
            Must.Member<T>("loggingConfig.logGroup", r => r.LoggingConfig?.LogGroup)
                .Length(1, 512)
                .Pattern(LogGroup, @"[\.\-_/#A-Za-z0-9]+"),
        ];
    }

    /// <summary>What the model's constraints do not say.</summary>
    public static AwsError? Check(FunctionSettings settings)
    {
        if (settings.FileSystemConfigs is { Count: > 0 })
            return LambdaErrors.Unsupported("FileSystemConfigs");
        if (settings.ImageConfig is { ValueKind: JsonValueKind.Object })
            return LambdaErrors.Unsupported("ImageConfig");
        if (settings.MemorySize > 10_240)
            return LambdaErrors.Invalid(
                "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240"
            );
        if (settings.Runtime is { } runtime && Runtimes.Check(runtime) is { } bad)
            return bad;
        if (settings.Environment?.Variables is { } variables && CheckVariables(variables) is { } refused)
            return refused;
        return settings.DeadLetterConfig?.TargetArn is { Length: > 0 } target && !DeadLetterForm.IsMatch(target)
            ? LambdaErrors.Invalid($"The provided dead letter target {target} must be an ARN of an SNS topic or an SQS queue.")
            : null;
    }

    private static AwsError? CheckVariables(Dictionary<string, string> variables)
    {
        var reserved = variables.Keys.Where(Reserved.Contains).ToList();
        if (reserved.Count > 0)
            return LambdaErrors.Invalid(
                "Lambda was unable to configure your environment variables because the environment variables you have provided contains "
                    + "reserved keys "
                    + "that are currently not supported for modification. Reserved keys used in this request: "
                    + $"{string.Join(", ", reserved)}"
            );
        if (variables.Keys.FirstOrDefault(name => !VariableName.IsMatch(name)) is not null)
            return new AwsError(
                "ValidationException",
                "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: "
                    + "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]"
            );
        var text = JsonSerializer.Serialize(variables, LambdaJson.Default.DictionaryStringString);
        return Encoding.UTF8.GetByteCount(text) > 4096
            ? LambdaErrors.Invalid(
                "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded "
                    + "the 4KB limit. "
                    + $"String measured: {text}"
            )
            : null;
    }

    /// <summary>The layers of these ARNs, in their order.</summary>
    public static Result<List<(LayerReference Shown, string File)>> FindLayers(LambdaState state, List<string> arns)
    {
        if (arns.Count > 5)
            return LambdaErrors.Invalid("Cannot reference more than 5 layers.");
        var found = new List<(LayerReference, string)>();
        foreach (var arn in arns)
        {
            if (Lambda.Layers.LayerName.FindVersion(state, arn) is not { } version)
                return LambdaErrors.Invalid($"Layer version {arn} does not exist.");
            found.Add((new() { Arn = arn, CodeSize = version.CodeSize }, version.CodeFile));
        }
        return found;
    }

    [GeneratedRegex(@"^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$")]
    private static partial Regex RoleForm { get; }

    [GeneratedRegex(@"^[^\s]+$")]
    private static partial Regex NoSpace { get; }

    [GeneratedRegex(@"^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$")]
    private static partial Regex AnyArn { get; }

    [GeneratedRegex(@"^arn:aws[a-zA-Z-]*:(sqs|sns):[^:]+:\d{12}:.+$")]
    private static partial Regex DeadLetterForm { get; }

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]+$")]
    private static partial Regex LogGroup { get; }

    [GeneratedRegex(@"^[a-zA-Z]([a-zA-Z0-9_])+$")]
    private static partial Regex VariableName { get; }
}
