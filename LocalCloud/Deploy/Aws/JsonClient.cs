using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace LocalCloud.Deploy.Aws;

/// <summary>
/// A client for a service that speaks JSON, by target or by path, and whose SDK package is not referenced: the SDK's own pipeline does
/// credentials, SigV4, <c>AWS_ENDPOINT_URL</c> and retries. Errors are <see cref="AmazonServiceException"/>.
/// </summary>
abstract class JsonClient(QueryConfig config, AWSCredentials credentials) : SignedClient(config, credentials)
{
    /// <returns>An empty object where the answer has no body.</returns>
    protected async Task<JsonObject> SendAsync(JsonCall call, CancellationToken cancellation)
    {
        var options = new InvokeOptions { RequestMarshaller = JsonMarshaller.Instance, ResponseUnmarshaller = JsonUnmarshaller.Instance };
        return (await InvokeAsync<JsonAnswer>(new JsonRequest(call), options, cancellation).ConfigureAwait(false)).Body;
    }
}
