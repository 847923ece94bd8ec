using Amazon.Runtime;

namespace LocalCloud.Testing;

/// <summary>Gives SDK clients one HttpClient, which its owner disposes.</summary>
internal sealed class SharedHttpClient(HttpClient client) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
