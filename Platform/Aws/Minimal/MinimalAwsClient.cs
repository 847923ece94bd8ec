using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using LocalCloud.AwsClients.Signing;

namespace Platform.Aws.Minimal;

/// <summary>
/// A client for an AWS service with JSON protocol whose SDK package is not referenced: the SDK's own pipeline
/// (credentials, SigV4, retries, <c>AWS_ENDPOINT_URL</c>) with a body that is serialised by source-generated code.
/// Errors are <see cref="AmazonServiceException"/> with AWS's code and message.
/// </summary>
internal abstract class MinimalAwsClient(MinimalAwsConfig config, AWSCredentials? credentials)
    : SignedClient(config, credentials ?? DefaultAWSCredentialsIdentityResolver(config))
{
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

    private static AWSCredentials DefaultAWSCredentialsIdentityResolver(ClientConfig config) =>
        config.DefaultAWSCredentials ?? Amazon.Runtime.Credentials.DefaultAWSCredentialsIdentityResolver.GetCredentials(config);
}

/// <param name="serviceId">As in the service's API model, for example <c>EventBridge</c>.</param>
/// <param name="endpointPrefix">
/// The host on AWS is <c>PREFIX.REGION.amazonaws.com</c>; with AWS_USE_DUALSTACK_ENDPOINT <c>PREFIX.REGION.api.aws</c>, which has IPv6
/// addresses too.
/// </param>
/// <param name="signingName">The service in the credential scope.</param>
internal sealed class MinimalAwsConfig(string serviceId, string endpointPrefix, string signingName)
    : ServiceConfig(serviceId, endpointPrefix, "1", signingName)
{
    public override string UserAgent => "serverless-aspire";

    // The SDK looks partitions up in a table, which a cold start would pay for
    protected override string Suffix => UseDualstackEndpoint ? "api.aws" : "amazonaws.com";
}
