using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace LocalCloud.Deploy.Aws;

/// <summary>
/// A client for a service of the query protocol whose SDK package is not referenced: the SDK's own pipeline does credentials,
/// SigV4, <c>AWS_ENDPOINT_URL</c> and retries with back-off on throttling and 5xx. Errors are <see cref="AmazonServiceException"/>.
/// </summary>
abstract class QueryClient(QueryConfig config, AWSCredentials credentials) : SignedClient(config, credentials)
{
    readonly QueryMarshaller _marshaller = new(config.Version);

    /// <returns>The element <c>OPERATIONResult</c> without its namespace; empty where the operation has no result.</returns>
    protected async Task<XElement> SendAsync(
        string operation,
        IEnumerable<(string Name, string? Value)> parameters,
        CancellationToken cancellation
    )
    {
        var options = new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = QueryUnmarshaller.Instance };
        var response = await InvokeAsync<QueryResponse>(new QueryRequest(operation, parameters), options, cancellation)
            .ConfigureAwait(false);
        return response.Root.Element($"{operation}Result") ?? new XElement("None");
    }
}

/// <param name="serviceId">As in the service's API model: it names the variable <c>AWS_ENDPOINT_URL_SERVICE</c>.</param>
/// <param name="prefix">The host on AWS is <c>PREFIX.REGION.SUFFIX</c>; also the service in the credential scope.</param>
/// <param name="version">Of the API.</param>
sealed class QueryConfig : ClientConfig
{
    // What the SDK calls standard: https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html
    static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(3.1),
    };

    readonly string _prefix;

    public QueryConfig(string serviceId, string prefix, string version)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        _prefix = prefix;
        Version = version;
        ServiceId = serviceId;
        AuthenticationServiceName = prefix;
    }

    public string Version { get; }

    public override string ServiceVersion => Version;

    public override string UserAgent => "serverless-deploy";

    public override string RegionEndpointServiceName => _prefix;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? $"https://{_prefix}.{RegionEndpoint?.SystemName}.{RegionEndpoint?.PartitionDnsSuffix}");
}
