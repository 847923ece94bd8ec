using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.SecurityToken;
using LocalCloud.AwsClients.CloudFormation;

namespace LocalCloud.AwsClients;

/// <summary>Where to deploy to and as whom.</summary>
/// <param name="EndpointUrl">LocalCloud's address; null: AWS, or what <c>AWS_ENDPOINT_URL</c> says.</param>
/// <param name="Region">null: as the AWS CLI finds it, from the environment or the profile.</param>
/// <param name="Profile">Of the shared configuration files; null: the SDK's chain of environment, profile, SSO, web identity, container and
/// instance role.</param>
internal sealed record AwsTarget(Uri? EndpointUrl = null, string? Region = null, string? Profile = null);

/// <summary>Clients for one account and region.</summary>
internal sealed class AwsConnection : IDisposable
{
    private readonly AWSCredentials _credentials;
    private readonly string? _endpoint;

    private AwsConnection(string? endpoint, string region, AWSCredentials credentials)
    {
        (_endpoint, Region, _credentials) = (endpoint, region, credentials);
        CloudFormation = new CloudFormationClient(Configured(CloudFormationClient.NewConfig()), credentials);
        S3 = new AmazonS3Client(credentials, Configured(new AmazonS3Config { ForcePathStyle = endpoint is not null }));
    }

    internal CloudFormationClient CloudFormation { get; }

    internal IAmazonS3 S3 { get; }

    public string Region { get; }

    /// <summary>An emulator on this machine: nothing there costs money or can hurt.</summary>
    public bool IsLocal => IsLoopback(_endpoint);

    /// <summary>For messages.</summary>
    public string Place => _endpoint is null ? $"AWS {Region}" : $"{_endpoint} ({Region})";

    /// <summary>null: AWS.</summary>
    public Uri? Endpoint => _endpoint is null ? null : new Uri(_endpoint);

    internal string DnsSuffix => RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix;

    /// <returns>A connection, or what is missing for one.</returns>
    public static (AwsConnection? Connection, string? Error) Open(AwsTarget target)
    {
        var endpoint = target.EndpointUrl?.AbsoluteUri.TrimEnd('/') ?? Variable("AWS_ENDPOINT_URL");
        var local = IsLoopback(endpoint);
        CredentialProfile? profile = null;
        if (target.Profile is not null && !new CredentialProfileStoreChain().TryGetProfile(target.Profile, out profile))
            return (null, $"There is no profile '{target.Profile}' in AWS's configuration files.");
        var region = target.Region
            ?? profile?.Region?.SystemName
            ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: !local)?.SystemName
            ?? (local ? "us-east-1" : null);
        if (region is null)
            return (null, "No region: give --region, set AWS_REGION or name one in the profile.");
        try
        {
            return (new AwsConnection(endpoint, region, Credentials(target.Profile, profile, local)), null);
        }
        catch (AmazonClientException error)
        {
            return (
                null,
                $"No credentials: {error.Message} Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, give --profile, or sign in with `aws "
                    + "sso login`."
            );
        }
    }

    /// <returns>Twelve digits.</returns>
    public async Task<string> AccountAsync(CancellationToken cancellation)
    {
        using var sts = new AmazonSecurityTokenServiceClient(_credentials, Configured(new AmazonSecurityTokenServiceConfig()));
        return (await sts.GetCallerIdentityAsync(new(), cancellation).ConfigureAwait(false)).Account;
    }

    /// <summary>A client of another service, for the same place and as the same caller. Its owner disposes it.</summary>
    public TClient Client<TConfig, TClient>(TConfig config, Func<TConfig, AWSCredentials, TClient> create)
        where TConfig : ClientConfig => create(Configured(config), _credentials);

    public void Dispose()
    {
        CloudFormation.Dispose();
        S3.Dispose();
    }

    private static AWSCredentials Credentials(string? name, CredentialProfile? profile, bool local)
    {
        if (profile is not null)
            return profile.GetAWSCredentials(new CredentialProfileStoreChain());
        if (name is not null)
            throw new AmazonClientException($"The profile '{name}' has none.");
        // A laptop's real credentials have no business at an emulator, and the chain would ask the network for an instance's role
        return !local || Variable("AWS_PROFILE") is not null ? DefaultAWSCredentialsIdentityResolver.GetCredentials()
            : Variable("AWS_ACCESS_KEY_ID") is not null ? new EnvironmentVariablesAWSCredentials()
            : new BasicAWSCredentials("test", "test");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static bool IsLoopback(string? endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.IsLoopback;

    private T Configured<T>(T config)
        where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        // Nobody throttles here, and a server that is not there will not come
        config.MaxErrorRetry = IsLocal ? 2 : 6;
        if (_endpoint is not null)
        {
            config.ServiceURL = _endpoint;
            config.AuthenticationRegion = Region;
        }
        return config;
    }
}
