using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using LocalCloud.AwsClients.Signing;

namespace LocalCloud.AwsClients.Query;

/// <summary>
/// A client for a service of the query protocol whose SDK package is not referenced: the SDK's own pipeline does credentials,
/// SigV4, <c>AWS_ENDPOINT_URL</c> and retries with back-off on throttling and 5xx. Errors are <see cref="AmazonServiceException"/>.
/// </summary>
internal abstract class QueryClient(ServiceConfig config, AWSCredentials credentials) : SignedClient(config, credentials)
{
    private readonly QueryMarshaller _marshaller = new(config.ServiceVersion);

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
