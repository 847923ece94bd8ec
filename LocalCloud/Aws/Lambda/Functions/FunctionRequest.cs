namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>A function or one of its versions, of many operations.</summary>
internal sealed record FunctionRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
}
