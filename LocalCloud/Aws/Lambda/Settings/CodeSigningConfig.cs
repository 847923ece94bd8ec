namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>Stored and shown; signatures are not checked.</summary>
internal sealed record CodeSigningConfig
{
    public required string CodeSigningConfigId { get; init; }
    public required string CodeSigningConfigArn { get; init; }
    public string? Description { get; init; }
    public AllowedPublishers? AllowedPublishers { get; init; }
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
    public string? LastModified { get; init; }
    public Dictionary<string, string> Tags { get; set; } = [];

    internal ShownSigningConfig Shown() =>
        new()
        {
            CodeSigningConfigId = CodeSigningConfigId,
            CodeSigningConfigArn = CodeSigningConfigArn,
            Description = Description,
            AllowedPublishers = AllowedPublishers,
            CodeSigningPolicies = CodeSigningPolicies,
            LastModified = LastModified,
        };
}
