using Amazon.Runtime;
using Amazon.Runtime.Internal;
using LocalCloud.AwsClients.Signing;

namespace LocalCloud.AwsClients.Json;

/// <summary>
/// A client for a service that speaks JSON, by target or by path. Errors are <see cref="AmazonServiceException"/> with AWS's code and
/// message.
/// </summary>
internal abstract class JsonClient(ServiceConfig config, AWSCredentials credentials) : SignedClient(config, credentials)
{
    protected async Task<JsonAnswer> SendAsync(JsonCall call, CancellationToken cancellation)
    {
        var options = new InvokeOptions { RequestMarshaller = JsonMarshaller.Instance, ResponseUnmarshaller = JsonUnmarshaller.Instance };
        return await InvokeAsync<JsonAnswer>(new JsonRequest(call), options, cancellation).ConfigureAwait(false);
    }
}
