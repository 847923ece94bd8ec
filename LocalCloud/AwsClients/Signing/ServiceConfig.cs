using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace LocalCloud.AwsClients.Signing;

/// <summary>A service whose SDK package is not referenced.</summary>
internal class ServiceConfig : ClientConfig
{
    // What the SDK calls standard: https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html
    private static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(3.1),
    };

    private readonly string _prefix;

    /// <param name="serviceId">As in the service's API model: it names the variable <c>AWS_ENDPOINT_URL_SERVICE</c>.</param>
    /// <param name="prefix">The host on AWS is <c>PREFIX.REGION.SUFFIX</c>.</param>
    /// <param name="version">Of the API.</param>
    /// <param name="signingName">The service in the credential scope; null: the prefix.</param>
    public ServiceConfig(string serviceId, string prefix, string version, string? signingName = null)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        _prefix = prefix;
        ServiceVersion = version;
        ServiceId = serviceId;
        AuthenticationServiceName = signingName ?? prefix;
    }

    public override string ServiceVersion { get; }

    public override string UserAgent => "serverless-deploy";

    public override string RegionEndpointServiceName => _prefix;

    /// <summary>The suffix of the partition's names, of those with IPv6 addresses where the configuration wants them.</summary>
    protected virtual string? Suffix => RegionEndpoint?.PartitionDnsSuffix;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? $"https://{_prefix}.{RegionEndpoint?.SystemName}.{Suffix}");
}
