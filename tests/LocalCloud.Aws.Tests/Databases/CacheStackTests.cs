using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace LocalCloud.Aws.Tests.Databases;

public sealed class CacheStackTests : DatabaseTest
{
    private const string Template = """
        Resources:
          Cache: { Type: AWS::ElastiCache::ServerlessCache, Properties: { Engine: valkey, ServerlessCacheName: shop } }
          Group: { Type: AWS::ElastiCache::ReplicationGroup,
            Properties: { Engine: redis, ReplicationGroupDescription: plain, TransitEncryptionEnabled: false } }
          Guarded: { Type: AWS::ElastiCache::ReplicationGroup,
            Properties: { ReplicationGroupDescription: guarded, TransitEncryptionEnabled: true,
            AuthToken: sixteen-letters-or-more } }
        Outputs:
          Cache: { Value: !Sub "${Cache.Endpoint.Address}:${Cache.Endpoint.Port}" }
          Reader: { Value: !Sub "${Cache.ReaderEndpoint.Address}:${Cache.ReaderEndpoint.Port}" }
          Group: { Value: !Sub "${Group.PrimaryEndPoint.Address}:${Group.PrimaryEndPoint.Port}" }
          Guarded: { Value: !Sub "${Guarded.PrimaryEndPoint.Address}:${Guarded.PrimaryEndPoint.Port}" }
        """;

    [Fact]
    public async Task A_cache_of_a_stack_is_a_server_of_its_own_with_TLS_as_on_AWS()
    {
        var stack = await CreateAsync("s", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.EndsWith(":6379", Output(stack, "Cache"), StringComparison.Ordinal);
        Assert.EndsWith(":6380", Output(stack, "Reader"), StringComparison.Ordinal);

        await using var cache = await ConnectAsync(Output(stack, "Cache"), tls: true);
        await using var reader = await ConnectAsync(Output(stack, "Reader"), tls: true);
        await using var group = await ConnectAsync(Output(stack, "Group"), tls: false);
        await using var guarded = await ConnectAsync(Output(stack, "Guarded"), tls: true, "sixteen-letters-or-more");
        await cache.GetDatabase().StringSetAsync("name", "cache");
        await guarded.GetDatabase().StringSetAsync("name", "guarded");
        Assert.Equal(
            ("cache", null, "guarded"),
            (
                (string?)await reader.GetDatabase().StringGetAsync("name"),
                (string?)await group.GetDatabase().StringGetAsync("name"),
                (string?)await guarded.GetDatabase().StringGetAsync("name")
            )
        );

        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectAsync(Output(stack, "Cache"), tls: false));
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectAsync(Output(stack, "Guarded"), tls: true));
    }

    [Fact]
    public async Task Users_of_a_cache_are_refused_by_name()
    {
        await CreateAsync("s", Template.Replace("Engine: valkey,", "Engine: valkey, UserGroupId: group,", StringComparison.Ordinal));
        Assert.Contains("UserGroupId is not supported by LocalCloud", await ReasonsAsync("s"), StringComparison.Ordinal);
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(string address, bool tls, string? password = null)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { address },
            Ssl = tls,
            Password = password,
            ConnectTimeout = 20_000,
            AsyncTimeout = 20_000,
            ConnectRetry = 1,
        };
        if (tls)
            options.TrustIssuer(X509CertificateLoader.LoadCertificateFromFile(Host.Engines.Authority.CertificatePath));
        return await ConnectionMultiplexer.ConnectAsync(options);
    }
}
