namespace LocalCloud.Aws.ApiGateway;

/// <summary>Names an API, and a part of it where the operation wants one.</summary>
internal sealed record ApiRequest
{
    public string? ApiId { get; init; }
    public string? RouteId { get; init; }
    public string? IntegrationId { get; init; }
    public string? StageName { get; init; }
    public string? DeploymentId { get; init; }
    public string? AuthorizerId { get; init; }
    public string? RouteKey { get; init; }
    public string? RequestParameterKey { get; init; }
}

internal sealed record ApiPageRequest : IPageRequest
{
    public string? ApiId { get; init; }
    public string? MaxResults { get; init; }
    public string? NextToken { get; init; }
}
