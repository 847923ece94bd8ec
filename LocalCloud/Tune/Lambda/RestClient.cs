using Amazon.Runtime;
using Amazon.Runtime.Internal;
using LocalCloud.Deploy.Aws;

namespace LocalCloud.Tune.Lambda;

/// <summary>
/// Lambda's API without its SDK package: the SDK's own pipeline does credentials, SigV4 and retries.
/// Errors are <see cref="AmazonServiceException"/>.
/// </summary>
abstract class RestClient(QueryConfig config, AWSCredentials credentials) : SignedClient(config, credentials)
{
    protected async Task<RestResponse> SendAsync(RestCall call, CancellationToken cancellation)
    {
        var options = new InvokeOptions { RequestMarshaller = RestMarshaller.Instance, ResponseUnmarshaller = RestUnmarshaller.Instance };
        return await InvokeAsync<RestResponse>(new RestRequest(call), options, cancellation).ConfigureAwait(false);
    }
}
