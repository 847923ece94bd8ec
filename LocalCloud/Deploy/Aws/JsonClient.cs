using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace LocalCloud.Deploy.Aws;

/// <summary>
/// A client for a service that speaks JSON, by target or by path, and whose SDK package is not referenced: the SDK's own pipeline does
/// credentials, SigV4, <c>AWS_ENDPOINT_URL</c> and retries. Errors are <see cref="AmazonServiceException"/>.
/// </summary>
abstract class JsonClient(QueryConfig config, AWSCredentials credentials) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata(config.ServiceId);

    /// <returns>An empty object where the answer has no body.</returns>
    protected async Task<JsonObject> SendAsync(JsonCall call, CancellationToken cancellation)
    {
        var options = new InvokeOptions { RequestMarshaller = JsonMarshaller.Instance, ResponseUnmarshaller = JsonUnmarshaller.Instance };
        return (await InvokeAsync<JsonAnswer>(new JsonRequest(call), options, cancellation).ConfigureAwait(false)).Body;
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
