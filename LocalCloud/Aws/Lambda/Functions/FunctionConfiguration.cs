namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>A version of a function as AWS shows it; what it has beside this (its code file) is in <see cref="FunctionVersion"/>.</summary>
internal sealed record FunctionConfiguration
{
    public string? FunctionName { get; init; }
    public string? FunctionArn { get; init; }
    public string? Runtime { get; init; }
    public string? Role { get; init; }
    public string? Handler { get; init; }
    public long CodeSize { get; init; }
    public string? Description { get; init; }
    public int Timeout { get; init; }
    public int MemorySize { get; init; }
    public string? LastModified { get; init; }
    public string? CodeSha256 { get; init; }
    public string? Version { get; init; }
    public VpcConfig? VpcConfig { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public FunctionEnvironment? Environment { get; init; }
    public string? KMSKeyArn { get; init; }
    public TracingConfig? TracingConfig { get; init; }
    public string? MasterArn { get; init; }
    public string? RevisionId { get; init; }
    public List<LayerReference>? Layers { get; init; }
    public string? State { get; init; }
    public string? StateReason { get; init; }
    public string? StateReasonCode { get; init; }
    public string? LastUpdateStatus { get; init; }
    public string? LastUpdateStatusReason { get; init; }
    public string? LastUpdateStatusReasonCode { get; init; }
    public string? PackageType { get; init; }
    public List<string>? Architectures { get; init; }
    public EphemeralStorage? EphemeralStorage { get; init; }
    public SnapStart? SnapStart { get; init; }
    public RuntimeVersionConfig? RuntimeVersionConfig { get; init; }
    public LoggingConfig? LoggingConfig { get; init; }

    /// <summary>
    /// As the operation that creates or changes it answers: AWS is still at work then, here it is done when the answer arrives. The state
    /// that follows is another revision (docs: lambda-functions, RevisionId).
    /// </summary>
    public FunctionConfiguration Creating() =>
        this with
        {
            RevisionId = Guid.NewGuid().ToString(),
            State = "Pending",
            StateReason = Reason,
            StateReasonCode = "Creating",
            LastUpdateStatus = null,
        };

    public FunctionConfiguration Updating() =>
        this with
        {
            RevisionId = Guid.NewGuid().ToString(),
            LastUpdateStatus = "InProgress",
            LastUpdateStatusReason = Reason,
            LastUpdateStatusReasonCode = "Creating",
        };

    /// <summary>Lists leave out what changes by itself (docs: ListFunctions).</summary>
    public FunctionConfiguration Listed() => this with { State = null, LastUpdateStatus = null, RuntimeVersionConfig = null };

    private const string Reason = "The function is being created.";
}

internal sealed record VpcConfig
{
    public List<string>? SubnetIds { get; init; }
    public List<string>? SecurityGroupIds { get; init; }
    public string? VpcId { get; init; }
    public bool? Ipv6AllowedForDualStack { get; init; }
}

internal sealed record DeadLetterConfig
{
    public string? TargetArn { get; init; }
}

internal sealed record FunctionEnvironment
{
    public Dictionary<string, string>? Variables { get; init; }
}

internal sealed record TracingConfig
{
    public string? Mode { get; init; }
}

internal sealed record LayerReference
{
    public string? Arn { get; init; }
    public long CodeSize { get; init; }
}

internal sealed record EphemeralStorage
{
    public int? Size { get; init; }
}

internal sealed record SnapStart
{
    public string? ApplyOn { get; init; }
    public string? OptimizationStatus { get; init; }
}

internal sealed record RuntimeVersionConfig
{
    public string? RuntimeVersionArn { get; init; }
}

internal sealed record LoggingConfig
{
    public string? LogFormat { get; init; }
    public string? ApplicationLogLevel { get; init; }
    public string? SystemLogLevel { get; init; }
    public string? LogGroup { get; init; }
}
