namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>Stored and shown: the runtimes are those of this machine.</summary>
internal sealed record RuntimeManagement
{
    public string? UpdateRuntimeOn { get; init; }
    public string? RuntimeVersionArn { get; init; }
    public string? FunctionArn { get; init; }
}
