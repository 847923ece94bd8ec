using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace LocalCloud.AwsClients.Signing;

/// <summary>
/// A client for a service whose SDK package is not referenced: the SDK's own pipeline does credentials, SigV4, <c>AWS_ENDPOINT_URL</c> and
/// retries.
/// </summary>
internal abstract class SignedClient(ServiceConfig config, AWSCredentials credentials) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata(config.ServiceId);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new SigV4());

    private sealed class SigV4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class Metadata(string serviceId) : IServiceMetadata
    {
        public string ServiceId => serviceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
