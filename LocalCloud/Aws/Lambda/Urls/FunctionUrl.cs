namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>The HTTP address of a function or alias.</summary>
internal sealed record FunctionUrl
{
    public required string Id { get; init; }
    public required string AuthType { get; init; }
    public Cors? Cors { get; init; }
    public required string CreationTime { get; init; }
    public required string LastModifiedTime { get; init; }
    public required string InvokeMode { get; init; }
}
