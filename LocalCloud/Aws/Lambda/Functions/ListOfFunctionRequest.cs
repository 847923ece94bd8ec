namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>A list of what a function has.</summary>
internal sealed record ListOfFunctionRequest
{
    public string? FunctionName { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}
