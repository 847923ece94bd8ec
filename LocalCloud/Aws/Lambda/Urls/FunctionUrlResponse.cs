namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>Also one of a list.</summary>
internal sealed record FunctionUrlResponse
{
    public string? FunctionUrl { get; init; }
    public string? FunctionArn { get; init; }
    public string? AuthType { get; init; }
    public Cors? Cors { get; init; }
    public string? CreationTime { get; init; }
    public string? LastModifiedTime { get; init; }
    public string? InvokeMode { get; init; }
}
