using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway.Domains;

/// <summary>A custom domain name with its mappings.</summary>
internal sealed class Domain(DomainName row)
{
    public DomainName Row { get; set; } = row;

    public SortedDictionary<string, ApiMapping> Mappings { get; } = new(StringComparer.Ordinal);
}

internal sealed record DomainNameInput
{
    [JsonPropertyName("domainName")]
    public string? Name { get; init; }
    public List<DomainNameConfiguration>? DomainNameConfigurations { get; init; }
    public MutualTls? MutualTlsAuthentication { get; init; }
    public string? RoutingMode { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record DomainNameConfiguration
{
    public string? ApiGatewayDomainName { get; init; }
    public string? CertificateArn { get; init; }
    public string? CertificateName { get; init; }

    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset? CertificateUploadDate { get; init; }
    public string? DomainNameStatus { get; init; }
    public string? DomainNameStatusMessage { get; init; }
    public string? EndpointType { get; init; }
    public string? HostedZoneId { get; init; }
    public string? IpAddressType { get; init; }
    public string? OwnershipVerificationCertificateArn { get; init; }
    public string? SecurityPolicy { get; init; }
}

internal sealed record MutualTls
{
    public string? TruststoreUri { get; init; }
    public string? TruststoreVersion { get; init; }
}

internal sealed record DomainName
{
    public string? ApiMappingSelectionExpression { get; init; } = "$request.basepath";

    [JsonPropertyName("domainName")]
    public string Name { get; init; } = "";
    public string? DomainNameArn { get; init; }
    public List<DomainNameConfiguration>? DomainNameConfigurations { get; init; }
    public string? RoutingMode { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record ApiMapping
{
    public string ApiId { get; init; } = "";
    public string ApiMappingId { get; init; } = "";
    public string ApiMappingKey { get; init; } = "";
    public string Stage { get; init; } = "";
}

/// <summary>Names a domain, and one of its mappings where the operation wants one.</summary>
internal sealed record DomainRequest : IPageRequest
{
    public string? DomainName { get; init; }
    public string? ApiMappingId { get; init; }
    public string? ApiId { get; init; }
    public string? ApiMappingKey { get; init; }
    public string? Stage { get; init; }
    public string? MaxResults { get; init; }
    public string? NextToken { get; init; }
}
