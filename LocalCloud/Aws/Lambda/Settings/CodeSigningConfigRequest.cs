namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record CodeSigningConfigRequest
{
    public string? CodeSigningConfigArn { get; init; }
    public string? FunctionName { get; init; }
    public string? Description { get; init; }
    public AllowedPublishers? AllowedPublishers { get; init; }
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}
