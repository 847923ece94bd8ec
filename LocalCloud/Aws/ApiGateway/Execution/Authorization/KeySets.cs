using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using LocalCloud.Aws.EventBridge.Connections;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>
/// Issuers' public keys, from their discovery documents; kept for two hours as AWS does, and asked for again for a key that is not among
/// them.
/// </summary>
internal sealed class KeySets(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2),
        Patience = TimeSpan.FromSeconds(5);

    private static readonly HttpClient Client = new(
        new SocketsHttpHandler { UseCookies = false, Proxy = new OutgoingHttp.NotForLoopback() }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>null when the issuer does not answer as it should; empty when it has no such key.</summary>
    public async Task<IReadOnlyList<RSAParameters>?> FindAsync(string issuer, string? keyId)
    {
        var entry = _entries.GetOrAdd(issuer, Begin);
        if (entry.Until <= time.GetUtcNow())
            entry = Renew(issuer, entry);
        var keys = await entry.Keys.Value.ConfigureAwait(false);
        if (keys is not null && Matching(keys, keyId) is { Count: > 0 } found)
            return found;
        keys = await Renew(issuer, entry).Keys.Value.ConfigureAwait(false);
        return keys is null ? null : Matching(keys, keyId);
    }

    private static List<RSAParameters> Matching(Dictionary<string, RSAParameters> keys, string? keyId) =>
        keyId is null ? [.. keys.Values]
        : keys.TryGetValue(keyId, out var key) ? [key]
        : [];

    private Entry Begin(string issuer) => new(new(() => LoadAsync(issuer)), time.GetUtcNow() + Kept);

    // Whoever comes at the same time waits for the same answer.
    private Entry Renew(string issuer, Entry old)
    {
        var renewed = Begin(issuer);
        return _entries.TryUpdate(issuer, renewed, old) ? renewed : _entries.GetOrAdd(issuer, Begin);
    }

    private async Task<Dictionary<string, RSAParameters>?> LoadAsync(string issuer)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            using var discovery = await GetAsync($"{issuer.TrimEnd('/')}/.well-known/openid-configuration", limit.Token)
                .ConfigureAwait(false);
            if (discovery.RootElement.GetProperty("jwks_uri").GetString() is not { } address)
                return null;
            using var set = await GetAsync(address, limit.Token).ConfigureAwait(false);
            var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
            foreach (var key in set.RootElement.GetProperty("keys").EnumerateArray())
                if (key.TryGetProperty("kty", out var type) && type.GetString() == "RSA")
                    keys[key.TryGetProperty("kid", out var id) ? id.GetString()! : ""] = new()
                    {
                        Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()!),
                        Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()!),
                    };
            return keys;
        }
        catch (Exception e)
            when (e
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or UriFormatException
            )
        {
            return null;
        }
    }

    private static async Task<JsonDocument> GetAsync(string address, CancellationToken cancellation)
    {
        using var response = await Client.GetAsync(new Uri(address), cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
    }

    private sealed record Entry(Lazy<Task<Dictionary<string, RSAParameters>?>> Keys, DateTimeOffset Until);
}
