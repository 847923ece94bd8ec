using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ServiceDefaults.Development;

/// <summary>
/// The names under which a service of this machine is called, and the pages that may call it: those of this machine, and what is
/// configured.
/// </summary>
internal sealed class LocalNames(IConfiguration configuration)
{
    public const string HostsSetting = "AllowedHosts";
    public const string OriginsSetting = "AllowedOrigins";

    private readonly List<StringSegment> _hosts = [.. List(configuration[HostsSetting]).Select(host => new StringSegment(host))];
    private readonly HashSet<string> _origins = new(
        List(configuration[OriginsSetting]).Select(origin => origin.TrimEnd('/')),
        StringComparer.OrdinalIgnoreCase
    );

    private readonly int? _awsPort = Uri.TryCreate(configuration["AWS_ENDPOINT_URL"], UriKind.Absolute, out var aws) ? aws.Port : null;

    /// <summary>
    /// True for loopback addresses, <c>localhost</c>, <c>*.localhost</c> and AllowedHosts, in which <c>*.</c> begins a pattern. No host is
    /// no foreign one.
    /// </summary>
    public bool IsAllowed(HostString host) => !host.HasValue || IsLocal(host.Host) || HostString.MatchesAny(host.Host, _hosts);

    /// <summary>True for origins of this machine, for AllowedOrigins, and for the service's own.</summary>
    public bool IsAllowed(string origin, HostString own) =>
        _origins.Contains(origin)
        || (
            Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && ((IsLocal(uri.IdnHost) && !IsContent(uri)) || uri.Authority.Equals(own.Value, StringComparison.OrdinalIgnoreCase))
        );

    // Below localhost at AWS's port are objects of buckets and what functions answer: anybody's pages
    private bool IsContent(Uri uri) => uri.Port == _awsPort && uri.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string[] List(string? setting) =>
        setting?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
