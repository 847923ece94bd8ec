namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal sealed record VpcLinkInput : IPageRequest
{
    public string? Name { get; init; }
    public List<string>? SecurityGroupIds { get; init; }
    public List<string>? SubnetIds { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? VpcLinkId { get; init; }
    public string? MaxResults { get; init; }
    public string? NextToken { get; init; }
}
