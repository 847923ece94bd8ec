using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;

namespace Platform.Aws.Minimal;

/// <summary>
/// A client for an AWS service with JSON protocol whose SDK package is not referenced: the SDK's own pipeline
/// (credentials, SigV4, retries, <c>AWS_ENDPOINT_URL</c>) with a body that is serialised by source-generated code.
/// Errors are <see cref="AmazonServiceException"/> with AWS's code and message.
/// </summary>
internal abstract class MinimalAwsClient(MinimalAwsConfig config, AWSCredentials? credentials)
    : AmazonServiceClient(credentials ?? DefaultAWSCredentialsIdentityResolver(config), config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata(config.ServiceId);

    protected Task<TResponse> SendAsync<TRequest, TResponse>(
        string operation,
        string path,
        string? target,
        TRequest body,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken
    )
    {
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body, requestType);
        return SendAsync(new MinimalRequest(operation, path, target, json), responseType, cancellationToken);
    }

    protected Task<TResponse> GetAsync<TResponse>(
        string operation,
        string path,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken
    ) => SendAsync(new MinimalRequest(operation, path, null, null), responseType, cancellationToken);

    private async Task<TResponse> SendAsync<TResponse>(
        MinimalRequest request,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken
    )
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = MinimalMarshaller.Instance,
            ResponseUnmarshaller = new MinimalUnmarshaller<TResponse>(responseType),
        };
        var response = await InvokeAsync<MinimalResponse<TResponse>>(request, options, cancellationToken);
        return response.Body ?? throw new AmazonClientException($"{request.Operation} answered without a body");
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new SigV4());

    private static AWSCredentials DefaultAWSCredentialsIdentityResolver(ClientConfig config) =>
        config.DefaultAWSCredentials ?? Amazon.Runtime.Credentials.DefaultAWSCredentialsIdentityResolver.GetCredentials(config);

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

/// <param name="serviceId">As in the service's API model, for example <c>EventBridge</c>.</param>
/// <param name="endpointPrefix">
/// The host on AWS is <c>PREFIX.REGION.amazonaws.com</c>; with AWS_USE_DUALSTACK_ENDPOINT <c>PREFIX.REGION.api.aws</c>, which has IPv6
/// addresses too.
/// </param>
/// <param name="signingName">The service in the credential scope.</param>
internal sealed class MinimalAwsConfig : ClientConfig
{
    // What the SDK calls standard: https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html.
    private static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(3.1),
    };

    private readonly string endpointPrefix;

    public MinimalAwsConfig(string serviceId, string endpointPrefix, string signingName)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        this.endpointPrefix = endpointPrefix;
        ServiceId = serviceId;
        AuthenticationServiceName = signingName;
    }

    public override string ServiceVersion => "1";

    public override string UserAgent => "serverless-aspire";

    public override string RegionEndpointServiceName => endpointPrefix;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? $"https://{endpointPrefix}.{RegionEndpoint?.SystemName}.{(UseDualstackEndpoint ? "api.aws" : "amazonaws.com")}");
}
