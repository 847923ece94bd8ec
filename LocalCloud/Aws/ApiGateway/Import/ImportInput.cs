namespace LocalCloud.Aws.ApiGateway.Import;

internal sealed record ImportInput
{
    public string? ApiId { get; init; }
    public string? Basepath { get; init; }
    public string? Body { get; init; }
    public bool? FailOnWarnings { get; init; }
}
