using Amazon;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;

namespace Platform.Aws;

/// <summary>
/// Where AWS is: AWS itself, or an emulator named by <c>AWS_ENDPOINT_URL</c> or by the <c>LocalStack</c> section that
/// LocalStack.Client reads (<c>UseLocalStack</c>, <c>Config:LocalStackHost</c>, <c>Config:EdgePort</c>, <c>Config:UseSsl</c>,
/// <c>Session:RegionName</c>). Read from configuration and not from the environment alone, so that two hosts in one
/// process can have different ones.
/// </summary>
public sealed record AwsEndpoint(string? Url, string Region, AWSCredentials? Credentials)
{
    private const string DefaultRegion = "us-east-1";

    public static AwsEndpoint From(IConfiguration configuration)
    {
        var url = configuration["AWS_ENDPOINT_URL"] is { Length: > 0 } given ? given : LocalStackUrl(configuration);
        var region = configuration["AWS_REGION"]
            ?? configuration["AWS_DEFAULT_REGION"]
            ?? configuration["LocalStack:Session:RegionName"]
            ?? DefaultRegion;
        return new AwsEndpoint(url, region, CredentialsFor(configuration, url));
    }

    /// <summary>
    /// Sets endpoint, region, and what <see cref="AwsBudget"/> says of connections and retries in a client's configuration.
    /// </summary>
    public T ApplyTo<T>(T config)
        where T : ClientConfig
    {
        config.ConnectTimeout = AwsBudget.Connect;
        config.MaxErrorRetry = AwsBudget.Retries;
        if (Url is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = Url;
            config.AuthenticationRegion = Region;
        }

        return config;
    }

    private static string? LocalStackUrl(IConfiguration configuration)
    {
        if (!configuration.GetValue("LocalStack:UseLocalStack", false))
        {
            return null;
        }

        var section = configuration.GetSection("LocalStack:Config");
        var scheme = section.GetValue("UseSsl", false) ? "https" : "http";
        return $"{scheme}://{section["LocalStackHost"] ?? "localhost"}:{section.GetValue("EdgePort", 4566)}";
    }

    // Null means the SDK's own chain. An emulator on this machine takes any key, so none has to be configured for it.
    private static AWSCredentials? CredentialsFor(IConfiguration configuration, string? url)
    {
        var key = configuration["AWS_ACCESS_KEY_ID"] ?? configuration["LocalStack:Session:AwsAccessKeyId"];
        var secret = configuration["AWS_SECRET_ACCESS_KEY"] ?? configuration["LocalStack:Session:AwsAccessKey"];
        if (key is { Length: > 0 } && secret is { Length: > 0 })
        {
            return configuration["AWS_SESSION_TOKEN"] is { Length: > 0 } token
                ? new SessionAWSCredentials(key, secret, token)
                : new BasicAWSCredentials(key, secret);
        }

        return url is not null && new Uri(url).IsLoopback ? new BasicAWSCredentials("test", "test") : null;
    }
}
