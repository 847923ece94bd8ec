namespace LocalCloud.Aws.Lambda.Urls;

internal sealed record FunctionUrlRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public string? AuthType { get; init; }
    public Cors? Cors { get; init; }
    public string? InvokeMode { get; init; }
}
