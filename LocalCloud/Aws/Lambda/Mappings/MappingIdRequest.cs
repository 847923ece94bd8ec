namespace LocalCloud.Aws.Lambda.Mappings;

internal sealed record MappingIdRequest
{
    public string? UUID { get; init; }
}
