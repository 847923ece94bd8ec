using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using LocalCloud.Deploy.Aws;

namespace LocalCloud.Tune.Lambda;

/// <summary>
/// Lambda's API without its SDK package: the SDK's own pipeline does credentials, SigV4 and retries.
/// Errors are <see cref="AmazonServiceException"/>.
/// </summary>
abstract class RestClient(QueryConfig config, AWSCredentials credentials) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata(config.ServiceId);

    protected async Task<RestResponse> SendAsync(RestCall call, CancellationToken cancellation)
    {
        var options = new InvokeOptions { RequestMarshaller = RestMarshaller.Instance, ResponseUnmarshaller = RestUnmarshaller.Instance };
        return await InvokeAsync<RestResponse>(new RestRequest(call), options, cancellation).ConfigureAwait(false);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new SigV4());

    sealed class SigV4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    sealed class Metadata(string serviceId) : IServiceMetadata
    {
        public string ServiceId => serviceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
